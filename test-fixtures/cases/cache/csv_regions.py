"""Sales by region, read from a file."""
import csv
import itertools

_run = itertools.count()
TOTALS = {}  # leak: cache #1


def load(path):
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            region = row["region"]
            TOTALS[region] = TOTALS.get(region, 0) + float(row["amount"])  # leak: cache #1


def scenario(tmp):
    path = tmp / "sales.csv"
    path.write_text(f"region,amount\nnorth-{next(_run)},5\nsouth,7\n")
    load(path)
    print(TOTALS["south"] > 0)
