"""Immutable invoices for a paint shop: positions know the invoice they are printed on."""
from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Optional


@dataclass(frozen=True)
class Position:
    article: str
    amount: int
    price: Decimal
    invoice: Optional["Invoice"] = field(default=None, compare=False, repr=False)  # leak: cycle #1

    @property
    def net(self) -> Decimal:
        return self.amount * self.price

    @property
    def share(self) -> Decimal:
        if self.invoice is None or not self.invoice.total:
            return Decimal(0)
        return (100 * self.net / self.invoice.total).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class Invoice:
    number: str
    positions: tuple[Position, ...]  # leak: cycle #1
    total: Decimal = field(init=False, default=Decimal(0))

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum((p.net for p in self.positions), Decimal(0)))
        for position in self.positions:
            object.__setattr__(position, "invoice", self)  # leak: cycle #1


def parse_position(text: str) -> Position:
    article, amount, price = (part.strip() for part in text.split(";"))
    return Position(article, int(amount), Decimal(price))


def bill(number: str, lines: list[str]) -> Invoice:
    positions = tuple(parse_position(line) for line in lines if line.strip())
    return Invoice(number, positions)  # leak: cycle #1


def render(invoice: Invoice) -> str:
    body = "\n".join(f"  {p.article:<14}{p.net:>8} {p.share:>5} %" for p in invoice.positions)
    return f"{invoice.number}: {invoice.total}\n{body}"


def scenario(tmp):
    print(render(bill("2024-17", ["cobalt blue; 3; 7.50", "linseed oil; 1; 12.00", ""])))
    print(render(bill("2024-18", ["turpentine; 2; 4.25"])))
