"""Screens note what they follow in one method and let go of it in another."""


class Bus:
    def __init__(self):
        self._subs = []

    def on(self, call):
        self._subs.append(call)

    def off(self, call):
        self._subs.remove(call)

    def fire(self, value):
        for call in list(self._subs):
            call(value)


bus = Bus()


class Screen:
    def __init__(self):
        self._mine = []
        self.values = []

    def _note(self, *calls):
        self._mine.extend(calls)
        self._mine += [call for call in () if call]

    def open(self):
        for call in (self.first, self.second):
            bus.on(call)
            self._mine.append(call)

    def first(self, value):
        self.values.append(value)

    def second(self, value):
        self.values.append(-value)

    def close(self):
        for call in self._mine:
            bus.off(call)
        self._mine = []


class Wide(Screen):
    def open(self):
        super().open()
        bus.on(self.third)
        self._note(self.third)

    def third(self, value):
        self.values.append(0)


def scenario(tmp):
    screens = [Screen(), Wide()]
    for screen in screens:
        screen.open()
    bus.fire(1)
    for screen in screens:
        screen.close()
    print([screen.values for screen in screens])
