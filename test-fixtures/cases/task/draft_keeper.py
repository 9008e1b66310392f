"""Saves drafts a while after the last change, and at the end."""
import threading


class Keeper:
    def __init__(self, delay=30.0):
        self.delay = delay
        self.saved = {}
        self._timers = {}

    def changed(self, name, text):
        self.forget(name)
        self._timers[name] = threading.Timer(self.delay, self.save, (name, text))
        self._timers[name].start()

    def forget(self, name):
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def save(self, name, text):
        self.saved[name] = text

    def close(self):
        for name in list(self._timers):
            self.forget(name)


def edit(words):
    keeper = Keeper()
    try:
        for word in words:
            keeper.changed(word[0], word)
        return len(keeper.saved)
    finally:
        keeper.close()


def scenario(tmp):
    print(edit(["alpha", "beta", "gamma", "blue"]))
