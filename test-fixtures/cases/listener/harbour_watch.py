"""Watching ships: whoever watches hands over the stack that ends it."""
import contextlib


class Harbour:
    def __init__(self):
        self._watchers = set()

    def watch(self, watcher):
        self._watchers.add(watcher)

    def unwatch(self, watcher):
        self._watchers.discard(watcher)

    def enter(self, ship):
        for watcher in list(self._watchers):
            watcher(ship)


HARBOUR = Harbour()


def during(stack, watcher):
    HARBOUR.watch(watcher)
    stack.callback(HARBOUR.unwatch, watcher)
    return watcher


def count(ships):
    large, small = [], []
    with contextlib.ExitStack() as stack:
        during(stack, lambda ship: large.append(ship) if len(ship) > 4 else None)
        during(stack, lambda ship: small.append(ship) if len(ship) <= 4 else None)
        for ship in ships:
            HARBOUR.enter(ship)
    return large, small


def scenario(tmp):
    print(count(["ida", "neptune"]))
