"""Loads lists of words in an old encoding."""
import functools

open_latin = functools.partial(open, encoding="latin-1")


def load(path):
    return open_latin(path).read().split()  # leak: resource


def scenario(tmp):
    (tmp / "words").write_bytes("für\nüber\n".encode("latin-1"))
    print(load(tmp / "words"))
