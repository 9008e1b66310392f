"""Signals of a pottery kiln; weak unless told otherwise."""
import weakref


class Signal:
    def __init__(self):
        self._slots = []

    def connect(self, slot, weak=True):
        if weak:
            if hasattr(slot, "__self__"):
                reference = weakref.WeakMethod(slot, self._drop)
            else:
                reference = weakref.ref(slot, self._drop)
        else:
            reference = lambda: slot
        self._slots.append(reference)
        return slot

    def _drop(self, reference):
        self._slots.remove(reference)

    def emit(self, *args):
        for reference in list(self._slots):
            slot = reference()
            if slot is not None:
                slot(*args)


heated = Signal()
cooled = Signal()


class Kiln:
    def __init__(self):
        self.heat = 0
        heated.connect(self.warm)
        cooled.connect(self.cool, weak=False)  # leak: listener

    def warm(self, by):
        self.heat += by

    def cool(self, by):
        self.heat -= by


def scenario(tmp):
    kiln = Kiln()
    heated.emit(30)
    cooled.emit(10)
    print(kiln.heat)
