"""A table of our own that forgets what was used least."""
import collections
import itertools

_n = itertools.count()


class Table:
    def __init__(self, size):
        self.size = size
        self._data = collections.OrderedDict()

    def __getitem__(self, key):
        self._data.move_to_end(key)
        return self._data[key]

    def __setitem__(self, key, value):
        self._data[key] = value
        while len(self._data) > self.size:
            self._data.popitem(last=False)


TABLE = Table(4)


def scenario(tmp):
    for _ in range(3):
        number = next(_n)
        TABLE[number] = [number]
    print(len(TABLE[number]))
