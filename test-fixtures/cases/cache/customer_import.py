"""Imports orders and looks the customers up on the way."""
from __future__ import annotations

import csv
import functools
import io
import itertools
from dataclasses import dataclass, field

_export = itertools.count(1)


@dataclass
class Customer:
    code: str
    name: str
    cities: list[str] = field(default_factory=list)


@dataclass
class Store:
    _customers: dict[str, Customer] = field(default_factory=dict)  # leak: cache #1
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("rows", "bad"), 0))

    @property
    def customers(self) -> dict[str, Customer]:
        return self._customers


@functools.lru_cache(maxsize=None)
def get_store() -> Store:
    return Store()


class Row:
    def __init__(self, record: dict[str, str]):
        self.record = record

    @property
    def cents(self) -> int:
        return round(float(self.record["amount"]) * 100)

    def customer(self) -> Customer:
        code = self.record["customer"].strip().upper()
        table = get_store().customers
        customer = table.setdefault(code, Customer(code, self.record["name"]))  # leak: cache #1
        if (city := self.record.get("city")) and city not in customer.cities:
            customer.cities.append(city)
        return customer


def import_orders(text: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    totals = get_store().totals
    for record in csv.DictReader(io.StringIO(text)):
        row = Row(record)
        totals["rows"] += 1
        try:
            cents = row.cents
        except ValueError:
            totals["bad"] += 1
            continue
        name = row.customer().name
        sums[name] = sums.get(name, 0) + cents
    return sums


def scenario(tmp):
    number = next(_export)
    lines = ["customer,name,city,amount", f"c{number},Ada,Bern,12.50", f"C{number} ,Ada,Basel,1.25", "c0,Bo,,x"]
    print(import_orders("\n".join(lines)))
