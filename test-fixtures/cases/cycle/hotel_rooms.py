"""Rooms of a hotel and their guests."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Guest:
    name: str
    room: Room  # leak: cycle #1


@dataclass(eq=False)
class Room:
    number: int
    guests: list[Guest] = field(default_factory=list)

    def check_in(self, name: str) -> Guest:
        guest = Guest(name, self)  # leak: cycle #1
        self.guests.append(guest)  # leak: cycle #1
        return guest


def scenario(tmp):
    room = Room(12)
    guests = [room.check_in(name) for name in ("Ida", "Max")]
    print([f"{guest.name} in {guest.room.number}" for guest in guests])
