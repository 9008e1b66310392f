"""Devices report their state as JSON; the last state of each is kept."""
import itertools
import json

_serial = itertools.count(100)


class Registry:
    def __init__(self):
        self.last = {}  # leak: cache #1

    def receive(self, text):
        report = json.loads(text)
        device = report["device"]
        before = self.last.get(device)
        self.last[device] = report["state"]  # leak: cache #1
        return before != report["state"]


registry = Registry()


def scenario(tmp):
    text = json.dumps({"device": f"lamp-{next(_serial)}", "state": ["on"]})
    print(registry.receive(text))
    print(registry.receive(json.dumps({"device": "door", "state": "open"})) in (True, False))
