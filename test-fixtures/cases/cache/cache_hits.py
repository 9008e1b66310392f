"""Hits and misses of a lookup, counted under fixed names."""
import collections
import itertools

STATS = collections.Counter()
TOTALS = {"in": 0, "out": 0}
KNOWN = {"ann": 1, "bob": 2}
_n = itertools.count()


def find(name):
    hit = name in KNOWN
    STATS["hit" if hit else "miss"] += 1
    kind = "in" if hit else "out"
    TOTALS[kind] += 1
    return KNOWN.get(name)


def scenario(tmp):
    print(find("ann"), find(f"nobody {next(_n)}"), sorted(STATS))
