"""Streams the words of a book; most readers stop early."""
from itertools import islice


def words(path):
    with open(path) as book:
        for line in book:
            yield from line.split()


def letters(path):
    book = open(path)
    try:
        for line in book:
            yield from line.strip()
    finally:
        book.close()


def scenario(tmp):
    book = tmp / "book"
    book.write_text("Call me Ishmael.\nSome years ago\nnever mind how long\n")
    print(" ".join(islice(words(book), 4)), "".join(islice(letters(book), 6)))
