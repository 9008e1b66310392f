"""Adds up a column of a table; reading is left to a helper."""
import csv


def column(stream, name):
    return [row[name] for row in csv.DictReader(stream)]


def total(path, name):
    table = open(path, newline="")  # leak: resource
    return sum(float(cell) for cell in column(table, name))


def scenario(tmp):
    table = tmp / "table.csv"
    table.write_text("item,price\ntea,2.5\ncup,4\n")
    print(total(table, "price"))
