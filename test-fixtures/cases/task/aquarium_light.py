"""Dims the light over an aquarium in the evening."""
import threading
import time


class Light:
    def __init__(self):
        self.brightness = 100
        self.running = True
        self._thread = threading.Thread(target=self._dim, daemon=True)
        self._thread.start()

    def _dim(self):
        while self.running:
            self.brightness = max(0, self.brightness - 1)
            time.sleep(0.001)

    def off(self):
        self.running = False
        self._thread.join()


def evening():
    light = Light()
    try:
        return "dimming" if light.brightness <= 100 else "broken"
    finally:
        light.off()


def scenario(tmp):
    print(evening())
    print(evening())
