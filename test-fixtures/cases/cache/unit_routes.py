"""Converts lengths; how to get from one unit to another is remembered."""
import itertools

METRES = {"m": 1.0, "km": 1000.0, "mile": 1609.344, "foot": 0.3048}
_factors = {}
_n = itertools.count(1)


class UnknownUnit(Exception):
    pass


def factor(source, target):
    if (source, target) not in _factors:
        try:
            _factors[source, target] = METRES[source] / METRES[target]
        except KeyError as error:
            raise UnknownUnit(error.args[0]) from None
    return _factors[source, target]


def convert(value, source, target):
    return round(value * factor(source, target), 3)


def scenario(tmp):
    print(convert(2, "km", "m"))
    try:
        convert(next(_n), f"parsec{next(_n)}", "m")
    except UnknownUnit:
        print("unknown")
