"""Samples a tide gauge in the background while a report is made."""
import itertools
import threading
import time


class Gauge:
    def __init__(self, readings):
        self._readings = itertools.cycle(readings)
        self.last = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, name="gauge", daemon=True)

    def start(self):
        self._thread.start()

    def _sample(self):
        while not self._stop.is_set():
            self.last = next(self._readings)
            time.sleep(0.005)

    def stop(self):
        self._stop.set()
        self._thread.join()


def report(readings):
    gauge = Gauge(readings)  # leak: task #1
    gauge.start()  # leak: task #1
    if not readings:
        gauge.stop()
        return "no readings"
    while gauge.last is None:
        time.sleep(0.001)
    return f"between {min(readings)} and {max(readings)}"


def scenario(tmp):
    print(report([1.5, 2.25, 1.75]))
    print(report([0.5]))
