"""Widgets that know their window through a proxy."""
import weakref


class Widget:
    def __init__(self, window, name):
        self.window = weakref.proxy(window)
        self.name = name

    def path(self):
        return f"{self.window.name}.{self.name}"


class Window:
    def __init__(self, name):
        self.name = name
        self.widgets = [Widget(self, part) for part in ("ok", "cancel")]


def scenario(tmp):
    window = Window("dialog")
    print([widget.path() for widget in window.widgets])
