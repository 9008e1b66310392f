"""Receives web hooks; the sender may deliver a message more than once."""
import itertools
import json
import uuid
from typing import ClassVar

_sequence = itertools.count(1)


class Intake:
    """Takes a raw message apart and hands it to ``handle``."""

    required = ("id", "kind")

    def receive(self, raw):
        message = json.loads(raw)
        if any(name not in message for name in self.required):
            return "malformed"
        return self.handle(message)

    def handle(self, message):
        raise NotImplementedError


class ExactlyOnce:
    """Mix in before an intake: every id is handled once."""

    handled: ClassVar[set] = set()  # leak: cache #1

    def handle(self, message):
        identity = message["id"]
        if identity in ExactlyOnce.handled:
            return "duplicate"
        result = super().handle(message)
        ExactlyOnce.handled |= {identity}  # leak: cache #1
        return result


class Ledger(Intake):
    def handle(self, message):
        if message["kind"] != "payment":
            return "ignored"
        return f"booked {message.get('cents', 0)}"


class PaymentLedger(ExactlyOnce, Ledger):
    pass


def deliver(messages):
    ledger = PaymentLedger()
    return [ledger.receive(json.dumps(message)) for message in messages]


def scenario(tmp):
    identity = str(uuid.uuid5(uuid.NAMESPACE_OID, str(next(_sequence))))
    first = {"id": identity, "kind": "payment", "cents": 1250}
    print(deliver([first, first, {"kind": "refund"}]))
    print(deliver([first]))
