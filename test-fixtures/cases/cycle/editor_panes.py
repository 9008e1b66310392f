"""Panes of an editor, closed with the window."""
import contextlib


class Pane:
    def __init__(self, window, title):
        self.window = window
        self.title = title

    def detach(self):
        self.window = None

    def caption(self):
        return f"{self.window.name}/{self.title}"


class Window:
    def __init__(self, name):
        self.name = name
        self.panes = []

    def split(self, title):
        pane = Pane(self, title)
        self.panes.append(pane)
        return pane


def captions(name, titles):
    with contextlib.ExitStack() as stack:
        window = Window(name)
        found = []
        for title in titles:
            pane = window.split(title)
            stack.callback(pane.detach)
            found.append(pane.caption())
        return found


def scenario(tmp):
    print(captions("main", ["a.py", "b.py"]))
