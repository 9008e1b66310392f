"""Bells of a tower: some listeners hear one stroke only, others all of them."""


class Bell:
    def __init__(self):
        self._listeners = []

    def on(self, listener, once=False):
        self._listeners.append((listener, once))

    def once(self, listener):
        self.on(listener, once=True)

    def off(self, listener):
        self._listeners = [entry for entry in self._listeners if entry[0] != listener]

    def strike(self, hour):
        for entry in list(self._listeners):
            listener, once = entry
            listener(hour)
            if once:
                self._listeners.remove(entry)


bell = Bell()


class Sleeper:
    def __init__(self):
        self.woken = None
        bell.once(self.wake)

    def wake(self, hour):
        self.woken = hour


def scenario(tmp):
    sleeper = Sleeper()
    bell.strike(6)
    bell.strike(7)
    print(sleeper.woken)
