"""Boats are called when the tide turns, as long as they are at sea."""
import functools


class Harbour:
    def __init__(self):
        self._calls = {}

    def on(self, event, call):
        self._calls.setdefault(event, []).append(call)

    def off(self, event, call):
        self._calls[event].remove(call)

    def turn(self, event):
        for call in list(self._calls.get(event, ())):
            call(event)


harbour = Harbour()


class Boat:
    def __init__(self, name):
        self.name = name
        self.log = []
        self._note = functools.partial(self.log.append)

    def __enter__(self):
        harbour.on("ebb", self._note)
        return self

    def __exit__(self, *exc):
        harbour.off("ebb", self._note)


def scenario(tmp):
    with Boat("Heron") as boat:
        harbour.turn("ebb")
    print(boat.log)
