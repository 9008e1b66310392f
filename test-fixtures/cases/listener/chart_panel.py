"""A chart that follows prices and the colour theme."""
import itertools
from typing import Any, Callable

Handler = Callable[[Any], None]
_panel = itertools.count(1)


class Subscription:
    def __init__(self, bus, topic, key):
        self._bus, self._topic, self._key = bus, topic, key

    def dispose(self):
        self._bus._drop(self._topic, self._key)


class MessageBus:
    def __init__(self):
        self._keys = itertools.count()
        self._handlers: dict[str, dict[int, Handler]] = {"price": {}, "theme": {}}

    def on(self, topic: str, handler: Handler) -> Subscription:
        key = next(self._keys)
        self._handlers[topic][key] = handler
        return Subscription(self, topic, key)

    def _drop(self, topic, key):
        self._handlers[topic].pop(key, None)

    def send(self, topic, message):
        for handler in list(self._handlers[topic].values()):
            handler(message)


bus = MessageBus()


class ChartPanel:
    def __init__(self, share):
        self.share = share
        self.points = []
        self.colour = "black"
        self._subscription = bus.on("price", self._price)  # leak: listener
        self._subscription = bus.on("theme", self._theme)

    def _price(self, message):
        share, value = message
        if share == self.share:
            self.points.append(value)

    def _theme(self, message):
        self.colour = {"dark": "white"}.get(message, "black")

    def close(self):
        self._subscription.dispose()


def show(share, prices):
    panel = ChartPanel(share)
    try:
        bus.send("theme", "dark")
        for price in prices:
            bus.send("price", (share, price))
        return panel.points, panel.colour
    finally:
        panel.close()


def scenario(tmp):
    print(show(f"share {next(_panel)}", [4, 5, 3]))
    print(show("NOVO", []))
