"""Errors of a service, counted by their text."""
import collections
import itertools

_n = itertools.count()
ERRORS = collections.Counter()  # leak: cache #1


def convert(text):
    try:
        return int(text)
    except ValueError as error:
        ERRORS[str(error)] += 1  # leak: cache #1
        return None


def scenario(tmp):
    print(convert("12"), convert(f"x{next(_n)}"))
