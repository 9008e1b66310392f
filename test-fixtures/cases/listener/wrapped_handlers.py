"""A menu bar calls its handlers with the time of the click."""
import itertools

clock = itertools.count()


class MenuBar:
    def __init__(self):
        self._handlers = []

    def add_handler(self, handler):
        def timed(item):
            return handler(next(clock), item)

        self._handlers.append(timed)  # leak: listener #1

    def remove_handler(self, handler):
        if handler in self._handlers:
            self._handlers.remove(handler)  # leak: listener #1

    def click(self, item):
        return [handler(item) for handler in self._handlers]


menu = MenuBar()


class Window:
    def __init__(self):
        self.clicks = []

    def clicked(self, time, item):
        self.clicks.append(item)

    def show(self):
        menu.add_handler(self.clicked)  # leak: listener #1
        menu.click("open")
        menu.remove_handler(self.clicked)  # leak: listener #1


def scenario(tmp):
    window = Window()
    window.show()
    print(window.clicks)
