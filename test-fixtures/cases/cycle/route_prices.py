"""Prices of train routes; asking the tariff is expensive, so answers are remembered."""
import functools


class Tariff:
    def __init__(self, per_km):
        self.per_km = per_km
        self.asked = 0
        self.price = functools.lru_cache(maxsize=64)(self._price)  # leak: cycle

    def _price(self, kilometres):
        self.asked += 1
        return round(self.per_km * kilometres, 2)


def total(tariff, trips):
    return sum(tariff.price(trip) for trip in trips)


def scenario(tmp):
    tariff = Tariff(0.12)
    print(total(tariff, [10, 20, 10, 10]), tariff.asked)
