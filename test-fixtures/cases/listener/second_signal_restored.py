"""A context manager that replaces an excepthook and puts it back."""
import contextlib
import sys


@contextlib.contextmanager
def collected(problems):
    previous = sys.excepthook
    sys.excepthook = lambda *info: problems.append(info[0].__name__)
    try:
        yield problems
    finally:
        sys.excepthook = previous


def scenario(tmp):
    with collected([]) as problems:
        sys.excepthook(ValueError, ValueError("x"), None)
    print(problems)
