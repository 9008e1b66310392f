"""Tokens end a subscription."""
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


class Inbox:
    def __init__(self):
        self.messages = []
        self._token = BUS.subscribe(self.messages.append)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        BUS.unsubscribe(self._token)


def scenario(tmp):
    with Inbox() as inbox:
        BUS.publish("hi")
        print(inbox.messages)
