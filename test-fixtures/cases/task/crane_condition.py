"""A crane that waits for containers."""
import threading


class Crane:
    def __init__(self):
        self._ready = threading.Condition()
        self._waiting = []
        self.lifted = 0
        self._arm = threading.Thread(target=self._lift, daemon=True)  # leak: task #1
        self._arm.start()  # leak: task #1

    def _lift(self):
        while True:
            with self._ready:
                while not self._waiting:
                    self._ready.wait()
                self._waiting.clear()
                self.lifted += 1

    def add(self, container):
        with self._ready:
            self._waiting.append(container)
            self._ready.notify()


def unload(containers):
    crane = Crane()
    for container in containers:
        crane.add(container)
    return f"{len(containers)} containers"


def scenario(tmp):
    print(unload(["tea", "rice"]))
