"""Baskets live as long as a customer shops."""
import itertools
import weakref

_customer = itertools.count()
SHOPPING = weakref.WeakSet()


class Basket:
    def __init__(self, owner):
        self.owner = owner
        self.items = []
        self.by_name = {}
        SHOPPING.add(self)

    def add(self, name, price):
        self.items.append((name, price))
        self.by_name.setdefault(name, []).append(price)

    @property
    def total(self):
        return sum(price for _, price in self.items)


def scenario(tmp):
    basket = Basket(f"customer {next(_customer)}")
    basket.add("tea", 3)
    basket.add("milk", 1)
    print(basket.total, sorted(basket.by_name))
