"""Order processing in which services talk over an event bus."""
from collections import defaultdict


class EventBus:
    def __init__(self):
        self._handlers = defaultdict(list)

    def subscribe(self, topic, handler):
        self._handlers[topic].append(handler)  # leak: cycle #1

    def publish(self, topic, **payload):
        for handler in list(self._handlers[topic]):
            handler(**payload)


class BaseService:
    topics = {}

    def __init__(self, bus):
        self.bus = bus  # leak: cycle #1
        for topic, method in self.topics.items():
            bus.subscribe(topic, getattr(self, method))  # leak: cycle #1


class StockService(BaseService):
    topics = {"order.placed": "reserve"}

    def __init__(self, bus, stock):
        super().__init__(bus)
        self.stock = dict(stock)

    def reserve(self, item, count):
        if self.stock.get(item, 0) < count:
            self.bus.publish("order.rejected", item=item)
            return
        self.stock[item] -= count
        self.bus.publish("order.accepted", item=item, count=count)


class MailService(BaseService):
    topics = {"order.accepted": "confirm", "order.rejected": "apologise"}

    def __init__(self, bus):
        super().__init__(bus)
        self.outbox = []

    def confirm(self, item, count):
        self.outbox.append(f"{count} x {item} is on its way")

    def apologise(self, item):
        self.outbox.append(f"{item} is sold out")


def process(orders, stock):
    bus = EventBus()
    warehouse = StockService(bus, stock)
    mail = MailService(bus)
    for item, count in orders:
        bus.publish("order.placed", item=item, count=count)
    return mail.outbox, warehouse.stock


def scenario(tmp):
    print(process([("praline", 2), ("nougat", 1), ("praline", 9)], {"praline": 5, "nougat": 1}))
