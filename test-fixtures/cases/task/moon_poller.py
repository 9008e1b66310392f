"""Polls the moon; the base class owns the thread, and the caller ends it."""
import contextlib
import threading


class Poller:
    def __init__(self, interval):
        self.interval = interval
        self.closed = threading.Event()
        self.values = []
        self.thread = threading.Thread(target=self.loop)
        self.thread.start()

    def loop(self):
        while not self.closed.wait(self.interval):
            self.values.append(self.read())

    def close(self):
        self.closed.set()
        self.thread.join()


class Moon(Poller):
    def read(self):
        return "full"


def now():
    with contextlib.closing(Moon(0.01)) as moon:
        return moon.interval


def scenario(tmp):
    print(now())
