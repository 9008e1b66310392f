"""A clock that re-arms itself for ever."""
import threading


class Clock:
    def __init__(self):
        self.ticks = 0
        self.tick()

    def tick(self):
        self.ticks += 1
        timer = threading.Timer(0.05, self.tick)  # leak: task #1
        timer.daemon = True
        timer.start()  # leak: task #1


def scenario(tmp):
    print(Clock().ticks > 0)
