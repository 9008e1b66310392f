"""Scenes of a game react to keys while they are shown."""

BINDINGS = {"up": [], "down": [], "fire": []}


def bind(key, handler):
    BINDINGS[key].append(handler)


def unbind(key, handler):
    if handler in BINDINGS[key]:
        BINDINGS[key].remove(handler)


def press(key):
    for handler in list(BINDINGS[key]):
        handler()


class Menu:
    def __init__(self, *entries):
        self.entries = entries
        self.at = 0

    def enter(self):
        bind("up", self.back)
        bind("down", self.next)  # leak: listener

    def leave(self):
        unbind("up", self.back)

    def next(self):
        self.at = (self.at + 1) % len(self.entries)

    def back(self):
        self.at = (self.at - 1) % len(self.entries)


def scenario(tmp):
    menu = Menu("play", "options", "quit")
    menu.enter()
    press("down")
    press("down")
    press("up")
    menu.leave()
    print(menu.entries[menu.at])
