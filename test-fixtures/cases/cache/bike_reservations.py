"""Reservations of rental bikes; a reservation that nobody collects lapses."""
import itertools
from typing import NamedTuple

_reservation = itertools.count(1)
_minutes = itertools.count(step=4)
_held = {}

HOLD_MINUTES = 15


class Reservation(NamedTuple):
    rider: str
    station: str
    until: int


def _drop_lapsed(now):
    global _held
    _held = {code: reservation for code, reservation in _held.items() if reservation.until > now}


def reserve(rider, station):
    now = next(_minutes)
    _drop_lapsed(now)
    taken = sum(1 for reservation in _held.values() if reservation.station == station)
    if taken >= 10:
        raise LookupError(f"no bike left at {station}")
    code = f"{station[:2].upper()}{next(_reservation)}"
    _held[code] = Reservation(rider, station, now + HOLD_MINUTES)
    return code


def collect(code, rider):
    reservation = _held.get(code)
    if reservation is None or reservation.until <= next(_minutes):
        return "no such reservation"
    if reservation.rider != rider:
        return "not yours"
    return f"bike at {reservation.station}"


class Kiosk:
    def __init__(self, station):
        self.station = station

    def serve(self, rider, impostor):
        code = reserve(rider, self.station)
        return collect(code, impostor), collect(code, rider), collect("??", rider)


def scenario(tmp):
    print(Kiosk("Harbour").serve("Ada", "Bob"))
    print(len(_held) < 10)
