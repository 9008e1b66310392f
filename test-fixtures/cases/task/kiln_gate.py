"""A kiln opens its gate once it is hot, and then counts what it fires."""
import threading
import time


class Kiln:
    def __init__(self):
        self.fired = 0
        self.burning = True
        self._hot = threading.Event()
        self._checked = threading.Event()
        self._thread = threading.Thread(target=self._fire)
        self._thread.start()

    def _fire(self):
        self._hot.wait()
        while self.burning:
            self._checked.wait(timeout=0.02)
            self._checked.clear()
            self.fired += 1
            time.sleep(0.001)

    def heat(self):
        self._hot.set()
        self._checked.set()

    def cool(self):
        self.burning = False
        self._thread.join()


def scenario(tmp):
    kiln = Kiln()
    kiln.heat()
    kiln.cool()
    print(kiln.burning)
