"""Starts one monitor for the whole process, at first use."""
import threading
import time


class Monitor:
    _instance = None
    _lock = threading.Lock()

    def __init__(self):
        self.checks = 0
        self._thread = threading.Thread(target=self._check, daemon=True)
        self._thread.start()

    @classmethod
    def get(cls):
        with cls._lock:
            if cls._instance is None:
                cls._instance = cls()
            return cls._instance

    def _check(self):
        while True:
            self.checks += 1
            time.sleep(0.05)


def healthy():
    return Monitor.get().checks >= 0


def scenario(tmp):
    print(healthy(), healthy())
