"""The one register of a shop, opened when it is first needed and kept for good."""
import os

_register = None


def register():
    global _register
    if _register is None:
        _register = open(os.devnull, "w")
    return _register


def sell(article, price):
    print(article, price, file=register())
    return price


class Audit:
    _instance = None

    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def __init__(self):
        self.trail = open(os.devnull, "w")

    def note(self, text):
        return self.trail.write(text)


def scenario(tmp):
    print(sell("tea", 3) + sell("cup", 8), Audit.instance().note("checked"))
