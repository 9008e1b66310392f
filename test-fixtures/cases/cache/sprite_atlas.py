"""Decoded sprites of a platform game."""
import itertools
from collections import OrderedDict
from typing import Generic, Hashable, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_level = itertools.count(1)


class Shelf(Generic[K, V]):
    """What was touched last stands in front."""

    capacity = 6

    def __init__(self):
        self._items: "OrderedDict[K, V]" = OrderedDict()

    def fetch(self, key: K) -> V:
        if key in self._items:
            self._items.move_to_end(key)
            return self._items[key]
        value = self.load(key)
        self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        self._items[key] = value
        self._tidy()

    def _tidy(self) -> None:
        pass

    def load(self, key: K) -> V:
        raise NotImplementedError


class TidyShelf(Shelf[K, V]):
    def _tidy(self):
        for _ in range(len(self._items) - self.capacity):
            self._items.popitem(last=False)


class Sprite:
    def __init__(self, name, frames):
        self.name = name
        self.frames = [[(column * row) % 4 for column in range(4)] for row in range(frames)]


class Atlas(TidyShelf[str, Sprite]):
    def load(self, key):
        kind, _, level = key.partition("/")
        return Sprite(kind, 2 + int(level) % 2)


ATLAS = Atlas()


def draw(level):
    names = [f"{kind}/{level}" for kind in ("hero", "slime", "coin")]
    return [ATLAS.fetch(name).name for name in names + names[:1]]


def scenario(tmp):
    print(draw(next(_level)))
    print(len(ATLAS.fetch("tree/0").frames))
