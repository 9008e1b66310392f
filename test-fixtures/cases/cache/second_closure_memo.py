"""A memo decorator applied to a function of text."""
import functools
import itertools

_n = itertools.count()


def memoize(function):
    memo = {}  # leak: cache #1

    @functools.wraps(function)
    def wrapper(*args):
        if args not in memo:
            memo[args] = [function(*args)]  # leak: cache #1
        return memo[args][0]
    return wrapper


@memoize
def reverse(text):
    return text[::-1]


def scenario(tmp):
    print(reverse("abc"), len(reverse(f"text {next(_n)}")) > 4)
