"""Probing a slope after an avalanche: failed soundings are noted and the search goes on."""
import time


class Buried(Exception):
    pass


class Shallow(Buried):
    def __init__(self, depth):
        super().__init__(f"snow only {depth} cm deep")
        self.depth = depth


class Sounding:
    """One push of the probe; what goes wrong in the block is kept for the report."""

    def __init__(self, spot, tolerate=Buried):
        self.spot = spot
        self.tolerate = tolerate
        self.failure = None
        self.seconds = 0.0

    def __enter__(self):
        self.seconds = -time.perf_counter()
        return self

    def __exit__(self, kind, problem, trace):
        self.seconds += time.perf_counter()
        if kind is None:
            return False
        self.failure = problem  # leak: cycle #1
        return issubclass(kind, self.tolerate)

    @property
    def verdict(self):
        if self.failure is None:
            return f"{self.spot} ok"
        return f"{self.spot} failed: {self.failure}"


def push(depth, wanted):
    if depth < wanted:
        raise Shallow(depth)
    return depth // 50


def search(profile, wanted=120):
    verdicts = []
    layers = 0
    for spot, depth in profile:
        with Sounding(spot) as sounding:  # leak: cycle #1
            layers += push(depth, wanted)
        verdicts.append(sounding.verdict)
    return layers, verdicts


def scenario(tmp):
    print(search([("A", 150), ("B", 80), ("C", 240)]))
    print(search([("D", 60)], wanted=40))
    print(search([("E", 10)]))
