"""Turns a vane from a process; the flag is for the process itself, which the end of the day terminates."""
import multiprocessing
import time


class Vane:
    def __init__(self):
        self.turning = True
        self.process = multiprocessing.Process(target=self._turn)
        self.process.start()

    def _turn(self):
        while self.turning:
            time.sleep(0.01)

    def close(self):
        self.turning = False
        self.process.terminate()
        self.process.join()


def scenario(tmp):
    vane = Vane()
    try:
        print("turning")
    finally:
        vane.close()
