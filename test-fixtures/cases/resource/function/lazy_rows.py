"""Gives the rows of a table one by one to whoever wants them."""
import csv


def rows(path):
    return csv.reader(open(path, newline=""))  # leak: resource


def scenario(tmp):
    (tmp / "t.csv").write_text("a,b\nc,d\n")
    print([cells[1] for cells in rows(tmp / "t.csv")])
