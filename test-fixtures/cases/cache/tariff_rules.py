"""Freight tariffs: rules are tried in turn, costly ones remember their answers."""
import functools
import itertools
from dataclasses import dataclass

_booking = itertools.count(1)


@dataclass(frozen=True)
class Shipment:
    reference: str
    kilos: float
    zone: int


class Quote:
    def __init__(self, rule, amount):
        self.rule = rule
        self.amount = round(amount, 2)

    def __lt__(self, other):
        return self.amount < other.amount


def remembered(rule):
    answers = {}  # leak: cache #1

    @functools.wraps(rule)
    def ask(shipment):
        if shipment not in answers:
            answers[shipment] = rule(shipment)  # leak: cache #1
        return answers[shipment]

    return ask


def by_weight(shipment):
    return Quote("weight", shipment.kilos * (0.9 + 0.3 * shipment.zone))


def flat(shipment):
    return Quote("flat", 25.0)


@remembered  # leak: cache #1
def by_volume(shipment):
    steps = sum(1 for litre in range(int(shipment.kilos * 4)) if litre % shipment.zone == 0)
    return Quote("volume", 6 + steps * 0.11)


RULES = (flat, by_weight, by_volume)


def cheapest(shipment):
    return min(rule(shipment) for rule in RULES)


def scenario(tmp):
    number = next(_booking)
    for kilos, zone in ((3, 1), (18, 2), (400, 3)):
        quote = cheapest(Shipment(f"B{number}-{zone}", kilos, zone))
        print(kilos, quote.rule, quote.amount)
