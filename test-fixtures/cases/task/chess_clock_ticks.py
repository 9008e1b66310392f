"""Counts the ticks of a chess clock."""
import threading


class Ticker:
    def __init__(self, interval):
        self.interval = interval
        self.ticks = 0
        self._schedule()

    def _schedule(self):
        timer = threading.Timer(self.interval, self._tick)  # leak: task #1
        timer.daemon = True
        timer.start()  # leak: task #1

    def _tick(self):
        self.ticks += 1
        self._schedule()


def think(moves):
    ticker = Ticker(0.01)
    return f"{len(moves)} moves considered" if ticker.ticks >= 0 else "?"


def scenario(tmp):
    print(think(["e4", "d4"]))
    print(think(["c4"]))
