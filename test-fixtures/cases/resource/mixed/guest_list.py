"""Guests of a wedding who have not answered yet."""
import csv


def silent_guests(path):
    waiting = []
    for row in csv.DictReader(open(path, newline="", encoding="utf-8")):  # leak: resource
        if row["answer"]:
            continue
        waiting.append(row["guest"])
    return waiting


def scenario(tmp):
    guests = tmp / "guests.csv"
    guests.write_text("guest,answer\nann,yes\nbo,\ncy,no\n")
    print(silent_guests(guests))
