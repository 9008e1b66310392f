"""Removal by another partial than was added."""
import functools


class Dial:
    def __init__(self):
        self.watchers = []

    def watch(self, watcher):
        self.watchers.append(watcher)

    def unwatch(self, watcher):
        self.watchers = [known for known in self.watchers if known is not watcher]

    def turn(self, value):
        for watcher in self.watchers:
            watcher(value)


dial = Dial()


class Meter:
    def __init__(self):
        self.readings = []

    def note(self, unit, value):
        self.readings.append(f"{value}{unit}")

    def measure(self, values):
        dial.watch(functools.partial(self.note, "V"))  # leak: listener #1
        for value in values:
            dial.turn(value)
        dial.unwatch(functools.partial(self.note, "V"))  # leak: listener #1
        return self.readings


def scenario(tmp):
    print(Meter().measure([1, 2]))
