"""Alarms of a greenhouse: some listeners ask to be held weakly."""
import weakref


class Alarm:
    def __init__(self):
        self._listeners = []

    def listen(self, listener, weak=False):
        self._listeners.append(weakref.WeakMethod(listener, self._gone) if weak else lambda: listener)

    def _gone(self, reference):
        self._listeners.remove(reference)

    def ring(self, degrees):
        for reference in self._listeners[:]:
            listener = reference()
            if listener is not None:
                listener(degrees)


frost = Alarm()


class Bed:
    def __init__(self, plant):
        self.plant = plant
        self.covered = False
        frost.listen(self.cover, weak=True)

    def cover(self, degrees):
        self.covered = degrees < 0


class Diary:
    def __init__(self):
        self.lines = []
        frost.listen(self.note)  # leak: listener

    def note(self, degrees):
        self.lines.append(degrees)


class Heater:
    def __init__(self):
        self.on = 0
        frost.listen(self.start, True)

    def start(self, degrees):
        self.on = -degrees


def scenario(tmp):
    bed, diary, heater = Bed("fig"), Diary(), Heater()
    frost.ring(-3)
    print(bed.covered, diary.lines, heater.on)
