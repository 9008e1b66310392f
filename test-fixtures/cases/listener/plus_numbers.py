"""Counters that add up, and an event that is made for each turn."""


class Tally:
    def __init__(self):
        self.items = []

    def __iadd__(self, item):
        self.items = (self.items + [item])[-5:]
        return self


class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, handler):
        self.handlers.append(handler)
        return self

    def fire(self, value):
        for handler in self.handlers:
            handler(value)


TALLY = Tally()


def turn(values):
    global TALLY
    event = Event()
    seen = []
    event += seen.append
    event += lambda value: seen.append(-value)
    for value in values:
        event.fire(value)
    TALLY += len(seen)
    return seen


def scenario(tmp):
    print(turn([1, 2]), len(TALLY.items) > 0)
