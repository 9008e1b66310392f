"""Audit entries go through a helper."""
import itertools

_n = itertools.count()
AUDIT = []  # leak: cache #1


def _remember(entries, entry):
    entries.append(entry)  # leak: cache #1


def transfer(amount):
    _remember(AUDIT, (next(_n), amount))  # leak: cache #1
    return AUDIT[-1][1]


def scenario(tmp):
    print(transfer(12))
