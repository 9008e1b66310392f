"""Order records of a small shop with declarative relations between them."""


class BelongsTo:
    """Relation descriptor: the record belongs to one owner."""

    def __init__(self, reverse):
        self.reverse = reverse

    def __set_name__(self, owner, name):
        self.slot = "_rel_" + name

    def __get__(self, record, owner=None):
        if record is None:
            return self
        return record.__dict__.get(self.slot)

    def __set__(self, record, target):
        record.__dict__[self.slot] = target  # leak: cycle #1
        if target is not None:
            getattr(target, self.reverse).append(record)  # leak: cycle #1


class Record:
    fields = ()

    def __init__(self, **values):
        unknown = set(values) - set(self.fields)
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for name, value in values.items():
            setattr(self, name, value)  # leak: cycle #1

    def as_row(self):
        return tuple(getattr(self, name) for name in self.fields if not name.startswith("_"))


class Order(Record):
    fields = ("number", "customer")

    def __init__(self, **values):
        self.lines = []
        super().__init__(**values)

    @property
    def total(self):
        return sum(line.amount for line in self.lines)


class OrderLine(Record):
    fields = ("order", "article", "quantity", "price")
    order = BelongsTo("lines")

    @property
    def amount(self):
        return self.quantity * self.price


def load(number, customer, rows):
    order = Order(number=number, customer=customer)
    for article, quantity, price in rows:
        OrderLine(order=order, article=article, quantity=quantity, price=price)  # leak: cycle #1
    return order


def invoice(order):
    yield f"Order {order.number} for {order.customer}"
    for line in sorted(order.lines, key=lambda line: line.article):
        yield f"  {line.quantity:>3} {line.article:<10}{line.amount:8.2f} ({line.order.number})"
    yield f"  total {order.total:.2f}"


def scenario(tmp):
    order = load(17, "Ada", [("pencil", 12, 0.35), ("eraser", 2, 0.8)])
    print("\n".join(invoice(order)))
    print(order.as_row())
