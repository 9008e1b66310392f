"""Views on the stock of a pharmacy."""
from collections import Counter
from typing import ClassVar


class Stock:
    views: ClassVar[list] = []

    def __init__(self, **amounts):
        self.amounts = Counter(amounts)

    def book(self, article, change):
        self.amounts[article] += change
        for view in Stock.views:
            view.refresh(self)


class ViewMixin:
    """Takes part in the refreshing for as long as it exists."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        Stock.views.append(self)  # leak: listener

    def __del__(self):
        if self in Stock.views:
            Stock.views.remove(self)


class Widget:
    def __init__(self, width=20):
        self.width = width
        self.text = ""

    def show(self, text):
        self.text = text[:self.width].ljust(self.width, ".")


class ShortageView(ViewMixin, Widget):
    minimum = 3

    def refresh(self, stock):
        low = sorted(name for name, count in stock.amounts.items() if count < self.minimum)
        self.show(", ".join(low) or "all well")


class TotalView(ViewMixin, Widget):
    def refresh(self, stock):
        self.show(f"{sum(stock.amounts.values())} packets")


def sell(stock, *articles):
    shortage, total = ShortageView(width=14), TotalView(12)
    for article in articles:
        stock.book(article, -1)
    return shortage.text, total.text


def scenario(tmp):
    stock = Stock(aspirin=4, plaster=9)
    print(sell(stock, "plaster"))
    print(sell(stock, "aspirin", "aspirin"))
