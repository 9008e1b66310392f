"""A decorator of our own that remembers results."""
import functools
import itertools

_n = itertools.count(50)


def memoize(function):
    known = {}  # leak: cache #1

    @functools.wraps(function)
    def wrapper(*args):
        if args not in known:
            known[args] = function(*args)  # leak: cache #1
        return known[args]

    return wrapper


@memoize
def divisors(number):
    return [one for one in range(1, number + 1) if number % one == 0]


def scenario(tmp):
    print(divisors(12), divisors(next(_n))[0])
