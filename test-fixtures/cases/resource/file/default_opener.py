"""Loads lists of words; the way of opening is a parameter with a default of the module's own."""
import functools

open_latin = functools.partial(open, encoding="latin-1")


def load(path, opener=open_latin):
    with opener(path) as stream:
        return stream.read().split()


def first(path, opener=open_latin):
    stream = opener(path)
    try:
        return stream.readline().strip()
    finally:
        stream.close()


def scenario(tmp):
    (tmp / "words").write_bytes("für\nüber\n".encode("latin-1"))
    print(load(tmp / "words"), first(tmp / "words", opener=lambda path: open(path, "rb")))
