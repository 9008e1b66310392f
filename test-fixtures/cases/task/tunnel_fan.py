"""Runs a fan's controller as a program of its own."""
import subprocess
import sys


class Fan:
    def __init__(self, name):
        self.name = name
        self._program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])

    def off(self):
        program = self._program
        program.terminate()
        self._reap(program)

    def _reap(self, program):
        program.wait(timeout=10)


def scenario(tmp):
    fan = Fan("north")
    try:
        print(fan.name)
    finally:
        fan.off()
