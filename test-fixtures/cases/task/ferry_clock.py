"""A ferry whose clock runs in a thread of its own."""
import threading
import time


class Clock(threading.Thread):
    def __init__(self, step):
        threading.Thread.__init__(self, name="clock", daemon=True)
        self.step = step
        self.minutes = 0
        self._running = True

    def run(self):
        while self._running:
            self.minutes += self.step
            time.sleep(0.005)

    def stop(self):
        self._running = False


def cross(minutes):
    clock = Clock(minutes)  # leak: task #1
    clock.start()  # leak: task #1
    return f"across in {minutes} minutes"


def turn_back(minutes):
    clock = Clock(minutes)
    clock.start()
    clock.stop()
    clock.join()
    return "back"


def scenario(tmp):
    print(cross(20))
    print(turn_back(5))
