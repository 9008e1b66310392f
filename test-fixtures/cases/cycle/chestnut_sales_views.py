"""Sales figures and the filtered views that a dashboard asks for again and again."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Sale:
    region: str
    product: str
    amount: float


class RegionView:
    def __init__(self, table, region):
        self.table = table  # leak: cycle #1
        self.region = region

    def __iter__(self):
        return (sale for sale in self.table.sales if sale.region == self.region)

    @property
    def total(self):
        return sum(sale.amount for sale in self)

    def share(self):
        whole = self.table.total
        return round(self.total / whole, 3) if whole else 0.0


class SalesTable:
    def __init__(self, sales):
        self.sales = list(sales)
        self._views = {}

    @property
    def total(self):
        return sum(sale.amount for sale in self.sales)

    def by_region(self, region):
        view = self._views.get(region)
        if view is None:
            view = RegionView(self, region)  # leak: cycle #1
            self._views[region] = view  # leak: cycle #1
        return view

    def regions(self):
        return sorted({sale.region for sale in self.sales})


def dashboard(rows):
    table = SalesTable(Sale(*row) for row in rows)
    lines = []
    for region in table.regions():
        lines.append((region, table.by_region(region).total, table.by_region(region).share()))
    return lines


def scenario(tmp):
    rows = [("north", "nuts", 12.0), ("south", "nuts", 8.0), ("north", "flour", 20.0)]
    for line in dashboard(rows):
        print(*line)
