"""Polls tides; the base class owns the thread."""
import abc
import threading


class Poller(abc.ABC):
    def __init__(self, interval):
        self.interval = interval
        self.closed = threading.Event()
        self.values = []
        self.thread = threading.Thread(target=self.loop, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    @abc.abstractmethod
    def read(self):
        ...

    def loop(self):
        while not self.closed.is_set():
            self.values.append(self.read())
            del self.values[:-5]
            self.closed.wait(self.interval)

    def close(self):
        self.closed.set()
        self.thread.join()


class Tide(Poller):
    def read(self):
        return 3


def now():
    tide = Tide(0.01)  # leak: task #1
    return tide.interval


def scenario(tmp):
    print(now())
