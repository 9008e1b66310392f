"""Casts bells as orders come in; the caster sleeps between two orders."""
import threading
from collections import deque


class Foundry:
    def __init__(self):
        self._orders = deque()
        self._cast = []
        self._news = threading.Condition()
        self._closed = False
        self._caster = threading.Thread(target=self._run, daemon=True)  # leak: task #1
        self._caster.start()  # leak: task #1

    def _run(self):
        while not self._closed:  # leak: task #1
            with self._news:
                while not self._orders:
                    self._news.wait()  # leak: task #1
                self._cast.append(f"{self._orders.popleft()} kg")
                self._news.notify_all()

    def order(self, weight):
        with self._news:
            before = len(self._cast)
            self._orders.append(weight)
            self._news.notify_all()
            self._news.wait_for(lambda: len(self._cast) > before, timeout=5)
        return self._cast[-1]

    def close(self):
        with self._news:
            self._closed = True  # leak: task #1
        self._caster.join(timeout=0.1)


def scenario(tmp):
    foundry = Foundry()
    print(foundry.order(300), foundry.order(120))
    foundry.close()
