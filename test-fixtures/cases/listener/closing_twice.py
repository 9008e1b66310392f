"""Windows of a desk follow its lamp; some are closed by a with statement."""


class DeskLamp:
    def __init__(self):
        self.watchers = []

    def watch(self, watcher):
        self.watchers.append(watcher)

    def unwatch(self, watcher):
        self.watchers.remove(watcher)

    def switch(self, on):
        for watcher in list(self.watchers):
            watcher(on)


lamp = DeskLamp()


class Window:
    def __init__(self, title):
        self.title = title
        self.bright = False
        self.lines = []
        lamp.watch(self.light)  # leak: listener

    def light(self, on):
        self.bright = on

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if not self.lines:
            return None
        lamp.unwatch(self.light)
        return None


class Panel:
    def __init__(self, title):
        self.title = title
        self.lines = []
        lamp.watch(self.light)

    def light(self, on):
        self.lines.append(on)

    def close(self):
        if not self.lines:
            lamp.unwatch(self.light)
            return 0
        lamp.unwatch(self.light)
        return len(self.lines)


def show(*lines):
    with Window("log") as window:
        window.lines.extend(lines)
        lamp.switch(True)
    panel = Panel("side")
    lamp.switch(False)
    return window.bright, panel.close()


def scenario(tmp):
    print(show("a"), show())
