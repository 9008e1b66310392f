"""Steps of a tea ceremony, each a little later than the one before."""
import threading


class Ceremony:
    def __init__(self, steps):
        self.left = list(steps)
        self.done = []
        self.over = threading.Event()

    def next_step(self):
        if not self.left:
            self.over.set()
            return
        self.done.append(self.left.pop(0))
        timer = threading.Timer(0.01, self.next_step)
        timer.start()

    def hold(self):
        self.next_step()
        self.over.wait(5)
        return self.done


def scenario(tmp):
    print(Ceremony(["warm", "whisk", "serve"]).hold())
