"""Events are handled once, even when they arrive twice."""
import itertools

_sequence = itertools.count(1)


class Event:
    def __init__(self, number, kind):
        self.number = number
        self.kind = kind


class Handler:
    def __init__(self):
        self._done = set()  # leak: cache #1
        self.counts = {"open": 0, "close": 0}

    def handle(self, event):
        if event.number in self._done:
            return False
        self._done.add(event.number)  # leak: cache #1
        self.counts[event.kind] = 1
        return True


HANDLER = Handler()


def deliver(kind):
    event = Event(next(_sequence), kind)
    return HANDLER.handle(event), HANDLER.handle(event)


def scenario(tmp):
    print(deliver("open"), deliver("close"))
