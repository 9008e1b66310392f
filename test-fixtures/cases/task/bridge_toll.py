"""Counts cars on a bridge while the bridge is open."""
import threading
import time


class Counter:
    def __init__(self):
        self.cars = 0
        self.running = True

    def __enter__(self):
        self.thread = threading.Thread(target=self.count, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1
        return self

    def count(self):
        while self.running:
            self.cars += 1
            time.sleep(0.01)

    def __exit__(self, *exc_info):
        self._running = False
        return False


def morning():
    with Counter() as counter:
        return "open" if counter.running else "closed"


def scenario(tmp):
    print(morning())
