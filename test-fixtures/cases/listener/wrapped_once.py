"""Doors call back once by a wrapper that takes itself away."""


class Door:
    def __init__(self):
        self._callbacks = []

    def on_open(self, callback):
        self._callbacks.append(callback)

    def off_open(self, callback):
        self._callbacks.remove(callback)

    def next_open(self, callback):
        def wrapper(who):  # leak: cycle
            self.off_open(wrapper)
            callback(who)

        self.on_open(wrapper)

    def open(self, who):
        for callback in self._callbacks[:]:
            callback(who)


door = Door()


class Host:
    def __init__(self):
        self.first = None
        self.all = []

    def wait(self):
        door.next_open(self.greet)
        door.on_open(self.all.append)  # leak: listener

    def greet(self, who):
        self.first = who


def scenario(tmp):
    host = Host()
    host.wait()
    door.open("eve")
    door.open("tom")
    print(host.first, host.all)
