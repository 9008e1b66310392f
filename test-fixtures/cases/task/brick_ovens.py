"""Bakes bread in several ovens at a time."""
from queue import Queue
from threading import Thread


class Bakery:
    def __init__(self, ovens):
        self.dough = Queue()
        self.loaves = []
        self.bakers = []
        for number in range(ovens):
            baker = Thread(target=self.bake, args=(number,), daemon=True)  # leak: task #1
            baker.start()  # leak: task #1
            self.bakers.append(baker)

    def bake(self, number):
        for lump in iter(self.dough.get, None):  # leak: task #1
            self.loaves.append(f"{lump} loaf")
            self.dough.task_done()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.dough.put(None)  # leak: task #1
        for baker in self.bakers:
            baker.join(0.1)


def scenario(tmp):
    with Bakery(3) as bakery:
        for lump in ("rye", "spelt"):
            bakery.dough.put(lump)
        bakery.dough.join()
        print(sorted(bakery.loaves))
