"""Keeps a garden pond from freezing."""
import threading
import time


class Heater:
    def __init__(self, target):
        self.target = target
        self.temperature = 4.0
        self.running = True
        threading.Thread(target=self._regulate, daemon=True).start()  # leak: task

    def _regulate(self):
        while self.running:
            if self.temperature < self.target:
                self.temperature += 0.5
            time.sleep(0.01)


def warm_up(target):
    heater = Heater(target)
    return f"heating to {heater.target}"


def scenario(tmp):
    print(warm_up(6))
    print(warm_up(7))
