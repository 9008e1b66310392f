"""Snails race in threads that a stack of exits ends."""
import contextlib
import threading


class Snail:
    def __init__(self, name):
        self.name = name
        self.steps = 0
        self.end = threading.Event()
        self.thread = threading.Thread(target=self.crawl)

    def crawl(self):
        while not self.end.wait(0.002):
            self.steps += 1

    def go(self):
        self.thread.start()
        return self

    def halt(self):
        self.end.set()
        self.thread.join()


def race(names):
    with contextlib.ExitStack() as stack:
        for name in names:
            snail = Snail(name).go()
            stack.callback(snail.halt)
    return sorted(names)


def scenario(tmp):
    print(race(["turbo", "flash"]))
