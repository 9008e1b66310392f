"""Panels follow settings through tokens."""
import itertools


class Settings:
    def __init__(self):
        self._ids = itertools.count()
        self._watchers = {}
        self.values = {}

    def watch(self, name, function):
        token = next(self._ids)
        self._watchers[token] = (name, function)
        return token

    def forget(self, token):
        self._watchers.pop(token, None)

    def set(self, name, value):
        self.values[name] = value
        for watched, function in list(self._watchers.values()):
            if watched == name:
                function(value)


SETTINGS = Settings()


class Panel:
    def __init__(self):
        self.seen = []
        self._tokens = [
            SETTINGS.watch("font", self.seen.append),
            SETTINGS.watch("size", lambda size: self.seen.append(size * 2)),
        ]

    def destroy(self):
        while self._tokens:
            SETTINGS.forget(self._tokens.pop())


def scenario(tmp):
    panel = Panel()
    SETTINGS.set("font", "mono")
    SETTINGS.set("size", 11)
    panel.destroy()
    SETTINGS.set("size", 12)
    print(panel.seen)
