"""A session that wants to be told when it dies."""
import weakref


class Session:
    def __init__(self, log):
        self.log = log
        self._finalizer = weakref.finalize(self, log.append, "closed")

    def work(self):
        return len(self.log)


def scenario(tmp):
    log = []
    print(Session(log).work())
    print(log)
