"""Signals of a web shop; receivers are held weakly unless they say otherwise."""
import weakref


class Signal:
    def __init__(self, name):
        self.name = name
        self._receivers = []

    def connect(self, receiver=None, *, weak=True):
        if receiver is None:
            return lambda function: self.connect(function, weak=weak)
        if weak:
            kind = weakref.WeakMethod if hasattr(receiver, "__self__") else weakref.ref
            self._receivers.append(kind(receiver, self._dead))
        else:
            self._receivers.append(lambda: receiver)
        return receiver

    def _dead(self, reference):
        self._receivers.remove(reference)

    def send(self, **values):
        for reference in list(self._receivers):
            receiver = reference()
            if receiver is not None:
                receiver(**values)


order_placed = Signal("order placed")
order_cancelled = Signal("order cancelled")


class Warehouse:
    def __init__(self, stock):
        self.stock = dict(stock)
        order_placed.connect(self.reserve)

    def reserve(self, article, count):
        self.stock[article] = self.stock.get(article, 0) - count


def place(article, count):
    if count > 0:
        order_placed.send(article=article, count=count)
    else:
        order_cancelled.send(article=article, count=-count)


def process(orders):
    confirmations = []
    warehouse = Warehouse({"kettle": 10})

    @order_placed.connect(weak=False)  # leak: listener
    def confirm(article, count):
        confirmations.append(f"{count} x {article}")

    @order_cancelled.connect
    def regret(article, count):
        confirmations.append(f"sorry about {article}")

    for article, count in orders:
        place(article, count)
    return confirmations, warehouse.stock


def scenario(tmp):
    print(process([("kettle", 2), ("cup", 6), ("cup", -6)]))
    print(process([("kettle", 1)]))
