"""Sounds a siren by a program that runs until it is told otherwise."""
import subprocess
import sys


class Siren:
    def __init__(self):
        self.process = subprocess.Popen(  # leak: task #1
            [sys.executable, "-c", "import time; time.sleep(30)"], stdout=subprocess.DEVNULL
        )
        self.tones = []

    def tone(self, hertz):
        self.tones.append(hertz)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        process, self.process = self.process, None
        process.terminate()  # leak: task #1


def alarm(tones):
    with Siren() as siren:
        for hertz in tones:
            siren.tone(hertz)
        return max(siren.tones)


def scenario(tmp):
    print(alarm([440, 880]))
