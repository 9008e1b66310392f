"""Streams the words of a book; most readers stop early."""
from itertools import islice


def words(path):
    book = open(path)  # leak: resource
    for line in book:
        yield from line.split()
    book.close()


def opening(path, count):
    return " ".join(islice(words(path), count))


def scenario(tmp):
    book = tmp / "book"
    book.write_text("Call me Ishmael.\nSome years ago\nnever mind how long\n")
    print(opening(book, 4))
