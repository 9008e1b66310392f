"""Traps in a game wait for the player to come by, once."""


class Events:
    def __init__(self):
        self._waiting = []

    def once(self, callback):
        self._waiting.append(callback)

    def emit(self, place):
        waiting, self._waiting = self._waiting, []
        for callback in waiting:
            callback(place)


events = Events()


class Trap:
    def __init__(self, place):
        self.place = place
        self.sprung = False
        events.once(self.spring)

    def spring(self, place):
        self.sprung = place == self.place


def scenario(tmp):
    trap = Trap("cave")
    events.emit("cave")
    print(trap.sprung)
