"""Accounts of a ferry company: one line per route, opened with the fee that applies."""
import csv
from collections import defaultdict
from decimal import Decimal


class Tariff:
    def __init__(self, fee, surcharge):
        self.fee = Decimal(fee)
        self.surcharge = Decimal(surcharge)

    def opening(self, winter):
        return -(self.fee + (self.surcharge if winter else 0))


class Ledger:
    def __init__(self, tariff, winter=False):
        self.tariff = tariff
        self.winter = winter
        self.opened = 0
        self.balances = defaultdict(self._open_account)  # leak: cycle

    def _open_account(self):
        self.opened += 1
        return self.tariff.opening(self.winter)

    def post(self, route, amount):
        self.balances[route] += Decimal(amount)
        return self

    def post_file(self, path):
        with path.open(newline="", encoding="utf-8") as stream:
            for route, amount in csv.reader(stream):
                self.post(route, amount)

    def worst(self):
        if not self.balances:
            return None
        return min(self.balances, key=self.balances.get)

    def __str__(self):
        lines = [f"{route:<8}{balance:>8}" for route, balance in sorted(self.balances.items())]
        return "\n".join(lines)


def close_month(path, winter):
    ledger = Ledger(Tariff("12.50", "4"), winter)
    ledger.post_file(path)
    return str(ledger), ledger.worst(), ledger.opened


def scenario(tmp):
    path = tmp / "takings.csv"
    path.write_text("north,40\nsouth,11.25\nnorth,2.75\n", encoding="utf-8")
    for winter in (False, True):
        text, worst, opened = close_month(path, winter)
        print(text, worst, opened, sep="\n")
