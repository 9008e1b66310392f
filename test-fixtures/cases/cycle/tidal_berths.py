"""Berth planning for a small harbour: which mooring takes which draught."""
from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import Iterator


@dataclass
class Harbour:
    name: str
    tide: float = 0.0
    piers: dict[str, Pier] = field(default_factory=dict, repr=False)

    def build(self, plan: dict[str, list[float]]) -> Harbour:
        for letter, depths in plan.items():
            pier = self.piers.setdefault(letter, Pier(letter))  # leak: cycle #1
            for number, depth in enumerate(depths, 1):
                Mooring(number, depth, pier, self)  # leak: cycle #1
        return self

    def moorings(self) -> Iterator[Mooring]:
        for pier in self.piers.values():
            yield from pier.moorings


@dataclass
class Pier:
    letter: str
    moorings: list[Mooring] = field(default_factory=list, repr=False)

    @property
    def length(self) -> int:
        return 12 * len(self.moorings)


@dataclass(eq=False)
class Mooring:
    number: int
    charted: float
    pier: InitVar[Pier]
    waters: Harbour = field(repr=False)  # leak: cycle #1
    label: str = field(init=False, default="")

    def __post_init__(self, pier: Pier) -> None:
        self.label = f"{pier.letter}{self.number}"
        pier.moorings.append(self)  # leak: cycle #1

    @property
    def depth(self) -> float:
        return self.charted + self.waters.tide

    def takes(self, draught: float, clearance: float = 0.5) -> bool:
        return self.depth - draught >= clearance


def assign(harbour: Harbour, fleet: dict[str, float]) -> dict[str, str | None]:
    free = sorted(harbour.moorings(), key=lambda m: m.depth)
    placed: dict[str, str | None] = {}
    for ship, draught in sorted(fleet.items(), key=lambda item: -item[1]):
        choice = next((m for m in free if m.takes(draught)), None)
        placed[ship] = choice.label if choice else None
        if choice:
            free.remove(choice)
    return placed


def scenario(tmp):
    harbour = Harbour("Skagen", tide=0.4).build({"A": [3.0, 4.5], "B": [2.2]})
    print(assign(harbour, {"Freya": 3.6, "Ran": 1.9, "Ymir": 6.0}))
    print(harbour.piers["A"].length)
