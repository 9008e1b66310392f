"""Lanterns of a festival go through phases; every lantern owns its phases."""
from contextlib import contextmanager


class Phase:
    lantern = None
    following = None

    @contextmanager
    def holding(self, lantern):
        self.lantern = lantern
        try:
            yield self
        finally:
            del self.lantern

    def tick(self):
        return type(self).__name__.lower()


class Folded(Phase):
    following = "lit"

    def tick(self):
        self.lantern.diary.append("unfolded")
        return self.following


class Lit(Phase):
    following = "adrift"

    def tick(self):
        self.lantern.wax -= 2
        self.lantern.diary.append(f"burning, {self.lantern.wax} g left")
        return self.following if self.lantern.wax <= 0 else "lit"


class Adrift(Phase):
    def tick(self):
        if self.lantern.diary[-1] != "gone":
            self.lantern.diary.append("gone")
        return "adrift"


class Lantern:
    def __init__(self, wax):
        self.wax = wax
        self.diary = []
        self.phases = {kind.__name__.lower(): kind() for kind in (Folded, Lit, Adrift)}
        self.phase = self.phases["folded"]

    def tick(self):
        with self.phase.holding(self) as phase:
            name = phase.tick()
        self.phase = self.phases[name]


def float_down(wax, ticks):
    lantern = Lantern(wax)
    for _ in range(ticks):
        lantern.tick()
    return lantern.diary


def scenario(tmp):
    print(float_down(5, 7))
    print(float_down(1, 2))
