"""Session of a web app, singleton by __new__."""
import itertools
_ids = itertools.count()


class Sessions:
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
            cls._only.open = {}  # leak: cache #1
        return cls._only

    def start(self, user):
        token = next(_ids)
        self.open[token] = [user]  # leak: cache #1
        return token


def scenario(tmp):
    print(Sessions().start("ann") >= 0)
