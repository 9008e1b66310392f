"""Runs an old report function that can only print, and keeps what it printed."""
import sys


def old_report(sales):
    for region, amount in sales.items():
        print(region, amount)


def report_to_file(sales, path):
    keep = sys.stdout
    sys.stdout = open(path, "w")  # leak: resource
    old_report(sales)
    sys.stdout = keep


def scenario(tmp):
    report_to_file({"north": 4, "south": 7}, tmp / "report")
    print((tmp / "report").read_text())
