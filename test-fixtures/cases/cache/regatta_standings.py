"""Standings of a regatta that runs all summer."""
import bisect
import itertools
from typing import NamedTuple

_heat = itertools.count(1)


class Finish(NamedTuple):
    seconds: float
    boat: str
    heat: int


class Standings:
    def __init__(self, title):
        self.title = title
        self._order: list[Finish] = []  # leak: cache #1

    def enter(self, finish: Finish) -> int:
        bisect.insort(self._order, finish)  # leak: cache #1
        return bisect.bisect_left(self._order, finish) + 1

    def podium(self) -> list[str]:
        boats = dict.fromkeys(finish.boat for finish in self._order)
        return list(boats)[:3]

    def record(self):
        return self._order[0].seconds if self._order else None


SUMMER = Standings("Summer Cup")


def row_heat(heat, times, standings=SUMMER):
    """Enter one heat and tell who improved the record."""
    improved = []
    for boat, seconds in times.items():
        former = standings.record()
        standings.enter(Finish(seconds, boat, heat))
        if former is None or seconds < former:
            improved.append(boat)
    return improved


def scenario(tmp):
    heat = next(_heat)
    base = 400.0 - heat
    print(row_heat(heat, {"Heron": base, "Teal": base - 0.25, "Coot": base + 3}))
    print(SUMMER.podium())
