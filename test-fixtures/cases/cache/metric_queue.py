"""Measurements that a reporter should send some day."""
import queue
import time

OUTBOX = queue.Queue()  # leak: cache #1


class Sample:
    def __init__(self, name, value):
        self.name, self.value = name, value


def measure(name, function, *args):
    start = time.perf_counter()
    try:
        return function(*args)
    finally:
        OUTBOX.put(Sample(name, time.perf_counter() - start))  # leak: cache #1


def scenario(tmp):
    print(measure("sum", sum, [1, 2, 3]), measure("len", len, "four"))
