"""Journal of what happened to the parcels of a depot, kept per parcel."""
from __future__ import annotations

import dataclasses
import itertools
import typing

_parcel = itertools.count(1)
_instance: JournalStore | None = None


@dataclasses.dataclass(frozen=True)
class Happening:
    kind: str
    detail: dict[str, typing.Any]
    version: int


class JournalStore:
    def __init__(self) -> None:
        self._streams: dict[str, list[Happening]] = {}  # leak: cache #1
        self._projections: dict[str, typing.Callable[[typing.Any, Happening], typing.Any]] = {}

    def project(self, name, fold):
        self._projections[name] = fold

    def append(self, key: str, kind: str, **detail) -> Happening:
        stream = self._streams.setdefault(key, [])  # leak: cache #1
        happening = Happening(kind, detail, len(stream) + 1)
        stream.append(happening)  # leak: cache #1
        return happening

    def replay(self, key: str, projection: str, start=None):
        state = start
        for happening in self._streams.get(key, ()):
            state = self._projections[projection](state, happening)
        return state


def journal() -> JournalStore:
    global _instance
    if _instance is None:
        _instance = JournalStore()
        _instance.project("place", lambda place, h: h.detail.get("to", place))
        _instance.project("moves", lambda count, h: count + (h.kind == "moved"))
    return _instance


class Depot:
    def __init__(self, name):
        self.name = name

    def receive(self, parcel):
        journal().append(parcel, "received", to=self.name)

    def forward(self, parcel, target: Depot):
        journal().append(parcel, "moved", to=target.name)

    def damage(self, parcel, note):
        return journal().append(parcel, "damaged", note=note).version


def scenario(tmp):
    north, south = Depot("north"), Depot("south")
    parcel = f"P{next(_parcel):05}"
    north.receive(parcel)
    north.forward(parcel, south)
    print(south.damage(parcel, "wet corner"))
    print(journal().replay(parcel, "place"), journal().replay(parcel, "moves", 0))
