"""Grinds pepper in the background while dinner is cooked."""
from concurrent.futures import ThreadPoolExecutor
import time


class Mill:
    def __init__(self):
        self.grains = 0
        self._hands = ThreadPoolExecutor(1)  # leak: task #1
        self._hands.submit(self._turn)  # leak: task #1

    def _turn(self):
        while True:
            self.grains += 1
            time.sleep(0.01)

    def close(self):
        self._hands.shutdown(wait=False)


def dinner(guests):
    mill = Mill()
    plates = guests * 2
    mill.close()
    return plates


def scenario(tmp):
    print(dinner(4))
