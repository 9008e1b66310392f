"""Thread-safe event log."""
import threading
import time


class EventLog:
    def __init__(self):
        self._lock = threading.Lock()
        self._events = []  # leak: cache #1

    def add(self, kind, **data):
        with self._lock:
            self._events.append({"kind": kind, "at": time.monotonic(), **data})  # leak: cache #1

    def of(self, kind):
        with self._lock:
            return [event for event in self._events if event["kind"] == kind]


_log = EventLog()


def work(n):
    _log.add("work", n=n)
    return n + 1


def scenario(tmp):
    print(work(1), len(_log.of("work")) > 0)
