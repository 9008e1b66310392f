"""Routes of a map, memoised per map."""
from functools import lru_cache
import itertools

_n = itertools.count()


class Map:
    def __init__(self, name):
        self.name = name
        self.tiles = [0] * 50

    @lru_cache(maxsize=None)  # leak: cache #1
    def distance(self, a, b):  # leak: cache #1
        return abs(a - b) + len(self.tiles)


def scenario(tmp):
    print(Map(f"m{next(_n)}").distance(1, 5))
