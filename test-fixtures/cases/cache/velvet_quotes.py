"""Quotes for upholstery: fabric, metres and trimmings."""
import functools
import itertools
from dataclasses import dataclass

_order = itertools.count(100)


def remember(*, key=lambda *args: args):
    """Keep the answers of an expensive function."""

    def decorate(function):
        answers = {}  # leak: cache #1

        @functools.wraps(function)
        def ask(*args):
            label = key(*args)
            try:
                return answers[label]
            except KeyError:
                answer = answers[label] = function(*args)  # leak: cache #1
                return answer

        return ask

    return decorate


@dataclass(frozen=True)
class Line:
    fabric: str
    metres: float
    price: float

    @property
    def amount(self):
        return self.metres * self.price


class Quote:
    def __init__(self, number, lines):
        self.number = number
        self.lines = lines

    def total(self):
        return round(sum(line.amount for line in self.lines) * 1.19, 2)


@remember(key=lambda number, wishes: (number, tuple(sorted(wishes.items()))))
def quote_for(number, wishes):
    prices = {"velvet": 38.0, "linen": 21.5}
    lines = [Line(fabric, metres, prices.get(fabric, 30.0)) for fabric, metres in wishes.items()]
    return Quote(number, lines)


def scenario(tmp):
    number = next(_order)
    first = quote_for(number, {"velvet": 4, "linen": 2.5})
    again = quote_for(number, {"linen": 2.5, "velvet": 4})
    print(first is again, first.total(), len(again.lines))
