"""Plays a station with an external player."""
import subprocess
import sys


class Player:
    def __init__(self, command):
        self.command = command
        self.station = None
        self._process = None

    def play(self, station):
        if self._process is not None:
            self.stop()
        self.station = station
        self._process = subprocess.Popen([*self.command, station])  # leak: task #1

    def stop(self):
        self._process.kill()  # leak: task #1
        self.station = None


def evening(stations):
    player = Player([sys.executable, "-c", "import time; time.sleep(30)"])
    heard = []
    for station in stations:
        player.play(station)
        heard.append(player.station)
    player.stop()
    return heard


def scenario(tmp):
    print(evening(["jazz", "news"]))
