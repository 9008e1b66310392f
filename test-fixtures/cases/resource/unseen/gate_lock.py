"""Counts the visitors at a gate; a visitor without a number stops everything."""
import threading


class Gate:
    def __init__(self):
        self._lock = threading.RLock()
        self._sum = 0

    def enter(self, number):
        self._lock.acquire()  # leak: resource
        self._sum += int(number)
        self._lock.release()


def scenario(tmp):
    gate = Gate()
    gate.enter("3")
    try:
        gate.enter("three")
    except ValueError as error:
        print(error)
