"""A signal that takes methods weakly; what must stay says so."""
import weakref


class _Ref:
    def __init__(self, method):
        self._owner = weakref.ref(method.__self__)
        self._function = method.__func__

    def __call__(self):
        owner = self._owner()
        return None if owner is None else self._function.__get__(owner)


class Signal:
    def __init__(self):
        self._refs = []

    def connect(self, slot, keep=False):
        if keep or not hasattr(slot, "__self__"):
            self._refs.append(lambda: slot)
            return
        self._refs.append(_Ref(slot))

    def emit(self, value):
        alive = []
        for ref in self._refs:
            slot = ref()
            if slot is not None:
                slot(value)
                alive.append(ref)
        self._refs[:] = alive


changed = Signal()


class Label:
    def __init__(self):
        self.text = ""
        changed.connect(self.set)

    def set(self, value):
        self.text = value


def scenario(tmp):
    label = Label()
    changed.emit("tea")
    print(label.text)
