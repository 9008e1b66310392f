"""Fonts: a class keeps one object a name (flyweights)."""
import itertools
_n = itertools.count()


class Font:
    _pool = {}  # leak: cache #1

    def __new__(cls, name, size=10):
        key = (name, size)
        if key in cls._pool:
            return cls._pool[key]
        font = super().__new__(cls)
        cls._pool[key] = font  # leak: cache #1
        font.name, font.size = name, size
        return font


def scenario(tmp):
    Font("Arial", next(_n))
    print(Font("Times") is Font("Times"))
