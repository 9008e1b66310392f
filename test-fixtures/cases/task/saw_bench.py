"""Saws logs in the background; who brings logs wakes the saw."""
import threading


class Saw:
    def __init__(self):
        self.logs = []
        self.planks = 0
        self.running = True
        self._wake = threading.Condition()
        self._idle = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        while self.running:
            with self._wake:
                while self.running and not self.logs:
                    self._idle.set()
                    self._wake.wait()
            while self.logs:
                self.planks += self.logs.pop()

    def _awaken(self):
        with self._wake:
            self._wake.notify_all()

    def bring(self, metres):
        self._idle.clear()
        self.logs.append(metres)
        self._awaken()
        self._idle.wait(5)

    def _finish(self):
        self.running = False

    def close(self):
        with self._wake:
            self._finish()
        self._awaken()
        self._thread.join()


def scenario(tmp):
    saw = Saw()
    try:
        saw.bring(3)
        saw.bring(4)
        print(saw.planks)
    finally:
        saw.close()
