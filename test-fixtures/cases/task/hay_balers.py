"""Bales hay: each baler takes loads until it is sent home."""
import queue
import threading


class Field:
    def __init__(self, balers):
        self.loads = queue.Queue()
        self.bales = []
        self.balers = []
        for _ in range(balers):
            thread = threading.Thread(target=self._bale)
            thread.start()
            self.balers.append(thread)

    def _bale(self):
        while (load := self.loads.get()) is not None:
            self.bales.append(load * 2)

    def _send_home(self):
        self.loads.put(None)

    def close(self):
        for _ in self.balers:
            self._send_home()
        for thread in self.balers:
            thread.join()


def scenario(tmp):
    field = Field(2)
    try:
        for load in (1, 2, 3):
            field.loads.put(load)
    finally:
        field.close()
    print(sorted(field.bales))
