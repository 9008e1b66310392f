"""A watcher that ends with what it watches."""
import threading
import weakref


class Plant:
    def __init__(self, name):
        self.name = name
        self.dry = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=_watch, args=(weakref.ref(self), self._done))
        self._thread.start()
        weakref.finalize(self, self._done.set)


def _watch(ref, done):
    while not done.wait(0.001):
        plant = ref()
        if plant is None:
            return
        plant.dry += 1
        del plant


def grow(name):
    plant = Plant(name)
    thread = plant._thread
    text = f"{plant.name} grows"
    del plant
    thread.join()
    return text


def scenario(tmp):
    print(grow("basil"))
