"""Steps of a pipeline, built of partial functions."""
import functools
import itertools

_n = itertools.count()
_seen = []  # leak: cache #1


def keep(limit, value):
    if value > limit:
        _seen.append([value])  # leak: cache #1
    return value


def scale(factor, value):
    return factor * value


STEPS = [functools.partial(scale, 3), functools.partial(keep, 10)]


def run(value):
    return functools.reduce(lambda so_far, step: step(so_far), STEPS, value)


def scenario(tmp):
    print(run(2), run(5))
