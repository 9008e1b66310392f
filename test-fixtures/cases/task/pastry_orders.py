"""A pastry shop bakes what is ordered, one tray at a time."""
import threading
from dataclasses import dataclass, field


@dataclass
class Bakery:
    orders: list = field(default_factory=list)
    baked: list = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self):
        threading.Thread(target=self.bake, daemon=True).start()  # leak: task

    def bake(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.orders)
                self.baked.append(self.orders.pop(0).title())
                self.changed.notify_all()

    def order(self, cake):
        with self.changed:
            self.orders.append(cake)
            self.changed.notify_all()
            self.changed.wait_for(lambda: cake.title() in self.baked, timeout=5)


def breakfast(cakes):
    bakery = Bakery()
    for cake in cakes:
        bakery.order(cake)
    return bakery.baked


def scenario(tmp):
    print(breakfast(["brioche", "eclair"]))
