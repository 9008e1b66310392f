"""Openers by file suffix."""
import bz2
import functools
import gzip

OPENERS = {".gz": gzip.open, ".bz2": bz2.open, ".txt": functools.partial(open, encoding="utf-8")}


def open_any(path, mode="rt"):
    return OPENERS[path.suffix](path, mode)


def read_any(path):
    with open_any(path) as file:
        return file.read()


def scenario(tmp):
    for suffix in OPENERS:
        with open_any(tmp / f"x{suffix}", "wt") as file:
            file.write(suffix)
    print([read_any(tmp / f"x{suffix}") for suffix in OPENERS])
