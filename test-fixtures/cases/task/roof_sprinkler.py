"""Sprinklers on a green roof are switched on again and again."""
from threading import Timer


class Sprinkler:
    INTERVAL = 30

    def __init__(self, zone):
        self.zone = zone
        self.litres = 0
        self._again()

    def _again(self):
        timer = Timer(self.INTERVAL, self._spray)  # leak: task #1
        timer.daemon = True
        timer.start()  # leak: task #1

    def _spray(self):
        self.litres += 4
        self._again()  # leak: task #1


def plan(zones):
    sprinklers = [Sprinkler(zone) for zone in zones]
    return ", ".join(f"{one.zone}: {one.litres} l" for one in sprinklers)


def scenario(tmp):
    print(plan(["north", "south"]))
