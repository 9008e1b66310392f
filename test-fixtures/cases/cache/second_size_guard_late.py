"""A cache that is emptied when it is full."""
import itertools

_n = itertools.count()
_cache = {}


def squared(number):
    try:
        return _cache[number]
    except KeyError:
        pass
    if len(_cache) > 6:
        _cache.clear()
    result = _cache[number] = number * number
    return result


def scenario(tmp):
    print(squared(3), squared(3))
    for _ in range(3):
        squared(next(_n))
