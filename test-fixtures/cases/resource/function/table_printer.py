"""Prints a table to a file, to a stream or to the terminal."""
import sys


def print_table(rows, target=None):
    opened = False
    if target is None:
        out = sys.stdout
    elif hasattr(target, "write"):
        out = target
    else:
        out = open(target, "w")
        opened = True
    try:
        width = max(len(name) for name, _ in rows)
        for name, value in rows:
            out.write(f"{name:<{width}} {value:>6}\n")
    finally:
        if opened:
            out.close()


def scenario(tmp):
    rows = [("apples", 12), ("figs", 300)]
    print_table(rows)
    print_table(rows, tmp / "table")
    print((tmp / "table").read_text())
