"""Appends guests to a guest book."""
from datetime import date


def sign(book, *guests, day=date(2024, 5, 1)):
    for guest in guests:
        print(day.isoformat(), guest, file=open(book, "a"))  # leak: resource


def scenario(tmp):
    book = tmp / "guests"
    sign(book, "ann", "bo")
    print(book.read_text().splitlines())
