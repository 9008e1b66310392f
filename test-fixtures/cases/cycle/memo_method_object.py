"""Fibonacci numbers with a memory per object, and a recursive inner function with a memory."""
import functools


class Fibonacci:
    def __init__(self):
        self.known = {0: 0, 1: 1}

    def __call__(self, n):
        if n not in self.known:
            self.known[n] = self(n - 1) + self(n - 2)
        return self.known[n]


def paths(width, height):
    @functools.lru_cache(maxsize=None)
    def count(x, y):  # leak: cycle #1
        if x == 0 or y == 0:
            return 1
        return count(x - 1, y) + count(x, y - 1)  # leak: cycle #1

    return count(width, height)


def scenario(tmp):
    print(Fibonacci()(20), paths(3, 4), paths(2, 2))
