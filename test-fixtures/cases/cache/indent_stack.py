"""Nested sections and a heap of deadlines."""
import contextlib
import heapq
import itertools

_stack = []
_deadlines = []
_time = itertools.count()


@contextlib.contextmanager
def section(title):
    _stack.append([title])
    try:
        yield len(_stack)
    finally:
        _stack.pop()


def remind(text):
    heapq.heappush(_deadlines, (next(_time), text))
    return heapq.heappop(_deadlines)[1]


def scenario(tmp):
    with section("one"), section("two") as depth:
        print(depth, remind("tea"))
