"""Spins wool in the background; stopping it is up to its user, who forgets."""
import threading


class Wheel:
    def __init__(self):
        self._halt = threading.Event()
        self.turns = 0

    def spin(self):
        threading.Thread(target=self._spin, daemon=True).start()  # leak: task #1
        return self

    def _spin(self):
        while not self._halt.wait(0.01):
            self.turns += 1

    def stop(self):
        self._halt.set()


class Workshop:
    def __init__(self):
        self.wheel = Wheel().spin()  # leak: task #1

    def work(self, hours):
        return hours * 3

    def close(self):
        self.wheel = None


def week(hours):
    shop = Workshop()
    try:
        return sum(shop.work(each) for each in hours)
    finally:
        shop.close()


def scenario(tmp):
    print(week([8, 7]))
