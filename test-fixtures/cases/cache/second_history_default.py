"""A search box with a history."""
import itertools

_n = itertools.count()


def search(text, *, history={}):  # leak: cache #1
    history.setdefault(text, []).append(len(text))  # leak: cache #1
    return len(history[text])


def scenario(tmp):
    print(search(f"q{next(_n)}"))
