"""A toolbar shows whether there is something to undo."""
import contextlib


class History:
    def __init__(self):
        self.actions = []
        self.watchers = set()

    def do(self, action):
        self.actions.append(action)
        if len(self.actions) > 3:
            del self.actions[0]
        for watcher in set(self.watchers):
            watcher(len(self.actions))


history = History()


class Toolbar:
    def __init__(self):
        self.enabled = False

    @contextlib.contextmanager
    def shown(self):
        history.watchers.add(self.update)  # leak: listener
        yield self
        history.watchers.discard(self.update)

    def update(self, count):
        self.enabled = count > 0


def scenario(tmp):
    toolbar = Toolbar()
    try:
        with toolbar.shown():
            history.do("type")
            raise KeyError("no such tool")
    except KeyError as error:
        print(error, toolbar.enabled)
