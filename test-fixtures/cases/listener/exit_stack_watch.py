"""Watches the changes of a configuration during a test run."""
import contextlib


class Config:
    def __init__(self):
        self.values = {}
        self._watchers = []

    def watch(self, watcher):
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def unwatch(self, watcher):
        self._watchers.remove(watcher)

    def set(self, key, value):
        self.values[key] = value
        for watcher in list(self._watchers):
            watcher(key, value)


CONFIG = Config()


def changes(pairs):
    seen = []
    with contextlib.ExitStack() as stack:
        note = lambda key, value: seen.append((key, value))
        CONFIG.watch(note)
        stack.callback(CONFIG.unwatch, note)
        for key, value in pairs:
            CONFIG.set(key, value)
    return seen


def last(pairs):
    seen = {}
    stop = CONFIG.watch(seen.__setitem__)
    try:
        for key, value in pairs:
            CONFIG.set(key, value)
    finally:
        stop()
    return seen


def scenario(tmp):
    print(changes([("a", 1)]), last([("b", 2), ("b", 3)]))
