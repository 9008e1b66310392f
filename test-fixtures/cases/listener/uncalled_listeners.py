"""Tabs of an editor show whether a file was saved."""


class Saver:
    def __init__(self):
        self._subs = []

    def on_saved(self, callback):
        self._subs.append(callback)

    def forget(self, callback):
        self._subs.remove(callback)

    def fire(self, *args):
        for callback in list(self._subs):
            callback(*args)


saver = Saver()


class Tab:
    def __init__(self, name):
        self.name = name
        saver.on_saved(self.mark)  # leak: listener

    def mark(self, name):
        if name == self.name:
            self.name += "*"

    def shut(self):
        saver.forget(self.mark)


def edit(name):
    tab = Tab(name)
    saver.fire(name)
    return tab.name


def scenario(tmp):
    print(edit("a.txt"))
