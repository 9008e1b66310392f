"""A counter of downloads tells functions of the module."""
import itertools

_n = itertools.count()


class Downloads:
    def __init__(self):
        self.callbacks = []

    def connect(self, callback):
        if callback not in self.callbacks:
            self.callbacks.append(callback)

    def done(self, name, size):
        return [callback(name, size) for callback in self.callbacks]


downloads = Downloads()


def describe(name, size):
    return f"{name}: {size} bytes"


def fetch(name):
    downloads.connect(describe)
    return downloads.done(name, 10 * len(name))


def scenario(tmp):
    print(fetch("logo.png"))
    print(len(fetch(f"page{next(_n)}.html")))
