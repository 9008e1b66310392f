"""Runs a pump in a process of its own, until it is told to stop."""
import multiprocessing
import time


class Pump:
    def __init__(self):
        self.stopping = multiprocessing.Event()
        self.process = multiprocessing.Process(target=self._run)
        self.process.start()

    def _run(self):
        while not self.stopping.is_set():
            time.sleep(0.01)

    def stop(self):
        self.stopping.set()
        self.process.join()


def scenario(tmp):
    pump = Pump()
    try:
        print("pumping")
    finally:
        pump.stop()
