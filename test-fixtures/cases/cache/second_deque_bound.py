"""The last requests, bounded; and one list that is sliced."""
import collections
import itertools

_n = itertools.count()
RECENT = collections.deque(maxlen=10)
_lines = []


def request(path):
    RECENT.append((next(_n), path))
    _lines.append(path)
    del _lines[:-5]
    return len(RECENT) <= 10


def scenario(tmp):
    print(request("/"), request("/a"))
