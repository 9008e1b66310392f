"""A feed of temperatures; the highest of each minute is kept."""
import itertools

_minutes = itertools.count()
_highest = {}  # leak: cache #1


def feed(values):
    for value in values:
        yield next(_minutes), value


def record(readings):
    for minute, value in readings:
        if value > _highest.get(minute, float("-inf")):
            _highest[minute] = value  # leak: cache #1


def scenario(tmp):
    record(feed([19.5, 20.0, 20.5]))
    print(max(_highest.values()))
