"""A press works through a list of orders as a chain of timers."""
import threading


class Press:
    def __init__(self, barrels):
        self.barrels = barrels
        self.timer = None
        self.ready = threading.Event()

    def tick(self):
        self.barrels -= 1
        if self.barrels <= 0:
            self.ready.set()
        else:
            self.schedule()

    def schedule(self):
        self.timer = threading.Timer(0.005, self.tick)
        self.timer.start()

    def run(self):
        self.schedule()
        self.ready.wait(5)
        timer, self.timer = self.timer, None
        timer.join()
        return self.barrels


def scenario(tmp):
    print(Press(3).run())
