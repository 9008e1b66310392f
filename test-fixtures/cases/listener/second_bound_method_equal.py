"""Bound methods are equal though not identical: removal works."""


class Dial:
    def __init__(self):
        self.watchers = []

    def watch(self, watcher):
        self.watchers.append(watcher)

    def unwatch(self, watcher):
        self.watchers.remove(watcher)

    def turn(self, value):
        for watcher in self.watchers:
            watcher(value)


dial = Dial()


class Meter:
    def __init__(self):
        self.readings = []

    def note(self, value):
        self.readings.append(value)

    def measure(self, values):
        dial.watch(self.note)
        try:
            for value in values:
                dial.turn(value)
        finally:
            dial.unwatch(self.note)
        return self.readings


def scenario(tmp):
    print(Meter().measure([1, 2]))
