"""Tokens end a subscription, if anybody keeps them."""
import itertools


class Bus:
    def __init__(self):
        self._handlers = {}
        self._ids = itertools.count()

    def subscribe(self, handler):
        token = next(self._ids)
        self._handlers[token] = handler
        return token

    def unsubscribe(self, token):
        del self._handlers[token]

    def publish(self, message):
        for handler in list(self._handlers.values()):
            handler(message)


BUS = Bus()


def collect(messages):
    seen = []
    BUS.subscribe(lambda message: seen.append(message))  # leak: listener
    for message in messages:
        BUS.publish(message)
    return seen


def scenario(tmp):
    print(collect(["a", "b"]))
