"""Polls sensors with a pool whose jobs go on for ever."""
import time
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(max_workers=64)


class Sensor:
    def __init__(self, name):
        self.name = name
        self.values = []

    def attach(self):
        POOL.submit(self._poll)  # leak: task
        return self

    def _poll(self):
        while True:
            self.values.append(len(self.name))
            del self.values[:-3]
            time.sleep(0.05)


def read(name):
    sensor = Sensor(name).attach()
    return f"{sensor.name}: {type(sensor.values).__name__}"


def scenario(tmp):
    print(read("wind"))
    print(read("rain"))
