"""Grinds grain whenever somebody has brought some."""
import threading


class Mill:
    def __init__(self):
        self.sacks = []
        self.flour = []
        self.turning = True
        self._brought = threading.Event()
        self._ground = threading.Event()
        self._miller = threading.Thread(target=self._grind, daemon=True)  # leak: task #1
        self._miller.start()  # leak: task #1

    def _grind(self):
        while self.turning:  # leak: task #1
            self._brought.wait()  # leak: task #1
            self._brought.clear()
            while self.sacks:
                self.flour.append(f"{self.sacks.pop(0)} flour")
            self._ground.set()

    def bring(self, grain):
        self.sacks.append(grain)
        self._brought.set()
        self._ground.wait(5)
        self._ground.clear()

    def stop(self):
        self.turning = False  # leak: task #1


def scenario(tmp):
    mill = Mill()  # leak: task #1
    try:
        mill.bring("rye")
        mill.bring("oat")
        print(mill.flour)
    finally:
        mill.stop()
