"""Adds up a column of a table; the helper reads it to the end and closes it."""
import csv


def consume(stream, name):
    with stream:
        return [row[name] for row in csv.DictReader(stream)]


def total(path, name):
    table = open(path, newline="")
    return sum(float(cell) for cell in consume(table, name))


def best(path, name):
    return max(consume(open(path, newline=""), name), key=float)


def scenario(tmp):
    table = tmp / "table.csv"
    table.write_text("item,price\ntea,2.5\ncup,4\n")
    print(total(table, "price"), best(table, "price"))
