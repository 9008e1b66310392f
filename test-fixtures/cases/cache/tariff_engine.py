"""Freight quotes: weight classes, zones and surcharges."""
from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import Callable, TypeVar

R = TypeVar("R")
_consignment = itertools.count(5000)

ZONES = {"DE": 1, "FR": 1, "NO": 2, "US": 3}
SURCHARGE = {1: 0.0, 2: 4.5, 3: 17.0}


@dataclass(frozen=True)
class Consignment:
    number: str
    country: str
    kilos: float


@dataclass
class Quote:
    consignment: Consignment
    amount: float
    notes: list[str]


def remembered(function: Callable[[Consignment], R]) -> Callable[[Consignment], R]:
    """Work out the answer for a consignment only once."""
    answers: dict[str, R] = {}  # leak: cache #1

    @functools.wraps(function)
    def wrapper(consignment: Consignment) -> R:
        try:
            return answers[consignment.number]
        except KeyError:
            answer = answers[consignment.number] = function(consignment)  # leak: cache #1
            return answer

    return wrapper


def zone_of(country: str) -> int:
    return ZONES.get(country, 3)


@remembered  # leak: cache #1
def quote(consignment: Consignment) -> Quote:
    zone = zone_of(consignment.country)
    amount = 3.9 + 1.2 * zone * consignment.kilos + SURCHARGE[zone]
    notes = ["customs form"] if zone > 1 else []
    if consignment.kilos > 30:
        notes.append("pallet")
        amount += 12
    return Quote(consignment, round(amount, 2), notes)


def cheapest(consignments: list[Consignment]) -> Quote:
    return min(map(quote, consignments), key=lambda offer: offer.amount)


def scenario(tmp):
    number = next(_consignment)
    offers = [Consignment(f"{number}-{place}", place, 12.5) for place in ("DE", "NO", "US")]
    best = cheapest(offers)
    print(best.amount, best.notes, quote(offers[2]).notes)
