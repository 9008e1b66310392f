"""A worker that is told to stop, unless the plan is wrong."""
import threading


class Siren(threading.Thread):
    def __init__(self, name):
        super().__init__(name=name, daemon=True)
        self.quiet = threading.Event()
        self.howls = 0

    def run(self):
        while not self.quiet.wait(0.01):
            self.howls += 1

    def silence(self):
        self.quiet.set()
        self.join()


def blast(charges):
    siren = Siren("quarry")  # leak: task #1
    siren.start()  # leak: task #1
    if not charges:
        return "nothing to blast"
    total = sum(charges)
    siren.silence()
    return f"{total} kg"


def scenario(tmp):
    print(blast([20, 30]))
    print(blast([]))
