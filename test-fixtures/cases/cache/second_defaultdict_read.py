"""Counts are asked for names that nobody ever counted."""
import collections
import itertools

_n = itertools.count()
_counts = collections.defaultdict(list)  # leak: cache #1


def votes(name):
    return len(_counts[name])  # leak: cache #1


def scenario(tmp):
    print(votes(f"candidate {next(_n)}"))
