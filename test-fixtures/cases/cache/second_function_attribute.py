"""Collatz lengths remembered on the function."""
import itertools

_n = itertools.count(1000)


def length(number):
    if number in length.known:
        return length.known[number]
    steps, value = 0, number
    while value != 1:
        value = value // 2 if value % 2 == 0 else 3 * value + 1
        steps += 1
    length.known[number] = steps  # leak: cache #1
    return steps


length.known = {}  # leak: cache #1


def scenario(tmp):
    print(length(7), length(next(_n)) > 0)
