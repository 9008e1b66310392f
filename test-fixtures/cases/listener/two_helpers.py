"""A dialog registers by a helper of its base, and the base lets go of it."""


class Bus:
    def __init__(self):
        self._subs = []

    def on(self, call):
        self._subs.append(call)

    def off(self, call):
        if call in self._subs:
            self._subs.remove(call)

    def fire(self, value):
        for call in list(self._subs):
            call(value)


bus = Bus()


class Base:
    def __init__(self):
        self._calls = []
        self.setup()

    def setup(self):
        pass

    def track(self, call):
        bus.on(call)
        self._calls.append(call)

    def close(self):
        while self._calls:
            bus.off(self._calls.pop())


class Dialog(Base):
    def setup(self):
        self.values = []
        self.track(self.values.append)
        self.track(lambda value: self.values.append(value * 2))


def scenario(tmp):
    dialog = Dialog()
    bus.fire(2)
    dialog.close()
    print(dialog.values)
