"""A least-recently-used cache that trims the wrong thing."""
import itertools

_ids = itertools.count()
_values = {}  # leak: cache #1
_order = []


def lookup(key):
    if key not in _values:
        _values[key] = str(key) * 2  # leak: cache #1
    _order.append(key)
    if len(_order) > 4:
        _order.pop(0)
    return _values[key]


def scenario(tmp):
    print(lookup("a"), lookup("b"))
    for _ in range(4):
        lookup(next(_ids))
