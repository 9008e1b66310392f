"""Traces what a request does, span by span."""
import contextvars
import itertools

_current = contextvars.ContextVar("span", default=None)
_step = itertools.count()


class Span:
    finished = []  # leak: cache #1

    def __init__(self, name):
        self.name = name
        self.parent = None

    def __enter__(self):
        self.parent = _current.get()
        self._token = _current.set(self)
        self.start = next(_step)
        return self

    def __exit__(self, *exc):
        _current.reset(self._token)
        self.parent = self.parent and self.parent.name
        self.took = next(_step) - self.start
        type(self).finished.append(self)  # leak: cache #1


def export(writer):
    for span in Span.finished[-2:]:
        writer(span.name, span.took)


def scenario(tmp):
    with Span("request"):
        with Span("query"):
            pass
    export(print)
