"""Firing schedule of a pottery kiln."""
from typing import Callable, Protocol


class Probe(Protocol):
    def read(self) -> float: ...


class Regulator:
    """Steps a set point and tells whoever asked for it when a stage is reached."""

    def __init__(self, stages: list[int], reached: Callable[[int], None] = print) -> None:
        self._stages = list(stages)
        self._reached = reached  # leak: cycle #1
        self.level = 20.0

    def advance(self, degrees: float) -> bool:
        self.level += degrees
        while self._stages and self.level >= self._stages[0]:
            self._reached(self._stages.pop(0))
        return bool(self._stages)


class Appliance:
    def __init__(self, name: str, **options) -> None:
        self.name = name
        self.regulator = self.make_regulator(**options)  # leak: cycle #1

    def make_regulator(self, stages=(100,), **_) -> Regulator:
        return Regulator(list(stages))

    def read(self) -> float:
        return self.regulator.level


class Kiln(Appliance):
    def __init__(self, name: str, cone: int) -> None:
        self.log: list[str] = []
        super().__init__(name, stages=(120, 600, 900 + 30 * cone))

    def make_regulator(self, stages=(), **_) -> Regulator:
        return Regulator(list(stages), reached=self._note)  # leak: cycle #1

    def _note(self, stage: int) -> None:
        self.log.append(f"{self.name} reached {stage}")

    def fire(self, per_hour: float) -> int:
        hours = 1
        while self.regulator.advance(per_hour):
            hours += 1
        return hours


def compare(probes: list[Probe]) -> float:
    return max(probe.read() for probe in probes)


def scenario(tmp):
    small, large = Kiln("small", 2), Kiln("large", 6)
    print(small.fire(150), large.fire(90))
    print(small.log[-1], large.log, compare([small, large]))
