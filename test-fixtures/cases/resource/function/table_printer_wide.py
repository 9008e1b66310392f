"""Prints a table to a file or to the terminal, wide columns on request."""
import sys


def print_table(rows, target=None, width=6):
    should_close = False
    if target is None:
        out = sys.stdout
    else:
        out = open(target, "w")  # leak: resource
        should_close = width > 6
    for name, value in rows:
        out.write(f"{name:<{width}} {value:>{width}}\n")
    if should_close:
        out.close()


def scenario(tmp):
    rows = [("apple", 12), ("fig", 300)]
    print_table(rows)
    print_table(rows, tmp / "narrow")
    print_table(rows, tmp / "wide", width=10)
    print((tmp / "wide").stat().st_size)
