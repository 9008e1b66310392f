"""Slots that hold methods weakly and functions strongly."""
import inspect
import weakref


class Slot:
    def __init__(self, target):
        if inspect.ismethod(target):
            self._get = weakref.WeakMethod(target)
        else:
            self._get = lambda: target

    def __call__(self, *args):
        target = self._get()
        if target is None:
            return False
        target(*args)
        return True


class Wire:
    def __init__(self):
        self._slots = []

    def attach(self, target):
        self._slots.append(Slot(target))

    def send(self, value):
        self._slots = [slot for slot in self._slots if slot(value)]


wire = Wire()


class Lamp:
    def __init__(self):
        self.value = None
        wire.attach(self.shine)

    def shine(self, value):
        self.value = value


def scenario(tmp):
    lamp = Lamp()
    wire.send(5)
    print(lamp.value)
