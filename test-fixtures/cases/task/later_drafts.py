"""Saves drafts a while after the last change, each document on its own."""
import threading


class Saver:
    def __init__(self, delay=30.0):
        self.delay = delay
        self.saved = {}
        self._timers = {}

    def changed(self, name, text):
        timer = threading.Timer(self.delay, self.saved.__setitem__, (name, text))  # leak: task #1
        timer.daemon = True
        self._timers[name] = timer  # leak: task #1
        timer.start()  # leak: task #1


def edit(words):
    saver = Saver()
    for word in words:
        saver.changed(word[0], word)
    return len(saver.saved)


def scenario(tmp):
    print(edit(["alpha", "beta", "gamma"]))
