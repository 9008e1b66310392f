"""Invoices of a craft shop, with per-line discounts that depend on the invoice."""
from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Optional


@dataclass
class Line:
    article: str
    quantity: int
    price: Decimal
    invoice: Optional[Invoice] = field(default=None, repr=False, compare=False)

    @property
    def amount(self) -> Decimal:
        gross = self.quantity * self.price
        if self.invoice is not None and self.invoice.wholesale:
            gross *= Decimal("0.9")
        return gross


@dataclass
class Invoice:
    number: str
    lines: list[Line] = field(default_factory=list)
    wholesale: bool = False

    def __post_init__(self) -> None:
        for line in self.lines:
            line.invoice = self  # leak: cycle

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


def parse_line(text: str) -> Line:
    article, quantity, price = (part.strip() for part in text.split(";"))
    return Line(article, int(quantity), Decimal(price))


def load_invoice(number: str, rows: list[str], wholesale: bool = False) -> Invoice:
    lines = [parse_line(row) for row in rows if row.strip()]
    return Invoice(number, lines, wholesale)


def summary(invoice: Invoice) -> str:
    return f"{invoice.number}: {len(invoice.lines)} lines, {invoice.total:.2f}"


def scenario(tmp):
    rows = ["clay ; 3 ; 4.50", "glaze ; 1 ; 12.00", ""]
    print(summary(load_invoice("A-1", rows)))
    print(summary(load_invoice("A-2", rows, wholesale=True)))
