"""Orders of a cafe; prices are computed once for each order."""
import dataclasses
import itertools

_table = itertools.count(1)


@dataclasses.dataclass(frozen=True)
class Order:
    table: int
    items: tuple


_prices = {}  # leak: cache #1
MENU = {"tea": 2.5, "cake": 4.0}


def price(order):
    if order not in _prices:
        _prices[order] = sum(MENU[item] for item in order.items)  # leak: cache #1
    return _prices[order]


def scenario(tmp):
    order = Order(next(_table), ("tea", "cake"))
    print(price(order), price(order))
