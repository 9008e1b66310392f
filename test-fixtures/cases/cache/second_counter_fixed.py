"""Statistics with fixed keys."""
import itertools

_n = itertools.count()
STATS = {"hits": 0, "misses": 0}
_by_size = {}


def serve(size):
    STATS["hits" if size % 2 else "misses"] += 1
    bucket = size % 4
    _by_size[bucket] = _by_size.get(bucket, 0) + 1
    return bucket


def scenario(tmp):
    next(_n)
    print(serve(3), serve(6), STATS["hits"] > 0)
