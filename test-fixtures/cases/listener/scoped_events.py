"""Functions are told when rows are stored, for the length of a block."""
import collections
import contextlib

_hooks = collections.defaultdict(list)


@contextlib.contextmanager
def listening(event, function):
    _hooks[event].append(function)
    try:
        yield function
    finally:
        _hooks[event].remove(function)


def fire(event, row):
    for function in tuple(_hooks[event]):
        function(row)


def store(row):
    if not row:
        raise ValueError("empty row")
    fire("stored", row)


def total(rows):
    amounts = []
    with listening("stored", amounts.append):
        for row in rows:
            store(row)
    return sum(amounts)


def scenario(tmp):
    print(total([3, 4]))
    try:
        total([3, 0])
    except ValueError as error:
        print(error)
