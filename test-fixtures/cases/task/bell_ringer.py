"""Rings a bell by an external program and does not wait for it."""
import subprocess
import sys


class Ringer:
    def __init__(self, times):
        self.times = times

    def ring(self):
        for _ in range(self.times):
            subprocess.Popen([sys.executable, "-S", "-c", "pass"], stdout=subprocess.DEVNULL)  # leak: task
        return f"rang {self.times}x"


def scenario(tmp):
    print(Ringer(2).ring())
    print(Ringer(1).ring())
