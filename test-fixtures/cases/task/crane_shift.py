"""A crane works until its shift ends; the shift is ended by the method that nobody calls."""
import threading
import time


class Crane:
    def __init__(self, loads):
        self.loads = loads
        self.working = False

    def begin(self):
        self.working = True
        threading.Thread(target=self._work, name="crane", daemon=True).start()  # leak: task #1

    def end(self):
        self.working = False

    def _work(self):
        while self.working:
            if self.loads:
                self.loads.pop()
            time.sleep(0.005)


def unload(loads):
    crane = Crane(list(loads))  # leak: task #1
    crane.begin()
    return len(loads)


def scenario(tmp):
    print(unload(["steel", "coal"]))
