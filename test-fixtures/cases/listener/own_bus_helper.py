"""Helpers register what they are handed and give back how it ends."""


class Bus:
    def __init__(self):
        self._subs = {}

    def on(self, name, call):
        self._subs.setdefault(name, []).append(call)

    def off(self, name, call):
        self._subs[name].remove(call)

    def fire(self, name, value):
        for call in list(self._subs.get(name, ())):
            call(value)


bus = Bus()


def follow(name, call):
    bus.on(name, call)
    return lambda: bus.off(name, call)


class Meter:
    def __init__(self):
        self.value = 0
        self._ends = [follow("a", self.set), follow("b", lambda value: self.set(-value))]

    def set(self, value):
        self.value = value

    def close(self):
        while self._ends:
            self._ends.pop()()


class Loose:
    def __init__(self):
        self.value = 0
        follow("a", self.set)  # leak: listener

    def set(self, value):
        self.value = value


def scenario(tmp):
    meter, loose = Meter(), Loose()
    bus.fire("a", 3)
    bus.fire("b", 3)
    meter.close()
    print(meter.value, loose.value)
