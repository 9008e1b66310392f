"""A kitchen cooks noodles until it closes."""
import threading
from collections import deque


class Kitchen:
    def __init__(self):
        self._orders = deque()
        self._changed = threading.Condition()
        self._closed = False
        self.served = []
        self._cook = threading.Thread(target=self._work)

    def __enter__(self):
        self._cook.start()
        return self

    def __exit__(self, *exc_info):
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._cook.join()

    def _work(self):
        while True:
            with self._changed:
                while not self._orders and not self._closed:
                    self._changed.wait()
                if not self._orders:
                    return
                self.served.append(self._orders.popleft().upper())

    def order(self, dish):
        with self._changed:
            self._orders.append(dish)
            self._changed.notify()


def lunch(dishes):
    with Kitchen() as kitchen:
        for dish in dishes:
            kitchen.order(dish)
    return kitchen.served


def scenario(tmp):
    print(lunch(["ramen", "udon"]))
