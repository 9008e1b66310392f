"""Boats ask the harbour to call them when the tide turns."""
import functools


class Harbour:
    def __init__(self):
        self._calls = {}

    def on(self, event, call):
        self._calls.setdefault(event, []).append(call)

    def off(self, event, call):
        calls = self._calls.get(event, [])
        if call in calls:
            calls.remove(call)

    def turn(self, event):
        for call in list(self._calls.get(event, ())):
            call(event)


harbour = Harbour()


class Boat:
    def __init__(self, name):
        self.name = name
        self.log = []

    def note(self, prefix, event):
        self.log.append(f"{prefix}:{event}")

    def __enter__(self):
        harbour.on("ebb", functools.partial(self.note, self.name))  # leak: listener #1
        return self

    def __exit__(self, *exc):
        harbour.off("ebb", functools.partial(self.note, self.name))  # leak: listener #1


def scenario(tmp):
    with Boat("Heron") as boat:
        harbour.turn("ebb")
    print(boat.log)
