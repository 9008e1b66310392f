"""Watches a lift with a thread of its own class."""
import threading


class LiftWatch(threading.Thread):
    def __init__(self, floor):
        super().__init__(name="lift", daemon=True)
        self.floor = floor
        self.seen = 0
        self._quit = threading.Event()

    def run(self):
        while not self._quit.wait(0.002):
            self.seen += 1

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self._quit.set()
        self.join()


def ride(floors):
    with LiftWatch(floors[0]):
        return f"rode to {floors[-1]}"


def scenario(tmp):
    print(ride([0, 3]))
    print(ride([3, 1]))
