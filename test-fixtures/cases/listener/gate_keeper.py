"""A gate calls who waits in the order of rank; each guard gives its place back."""
import bisect
import contextlib
import itertools

_count = itertools.count()


class Gate:
    def __init__(self):
        self._queue = []

    @contextlib.contextmanager
    def listening(self, handler, priority=0):
        entry = (-priority, next(_count), handler)
        bisect.insort(self._queue, entry)
        try:
            yield self
        finally:
            self._queue.remove(entry)

    def subscribe(self, handler, priority=0):
        entry = (-priority, next(_count), handler)
        self._queue.append(entry)
        self._queue.sort()

    def open(self, who):
        for _, _, handler in list(self._queue):
            handler(who)


gate = Gate()


class Guard:
    def __init__(self, name):
        self.seen = []
        self.name = name

    def stand(self, visitors):
        with gate.listening(self.note, priority=2):
            for visitor in visitors:
                gate.open(visitor)
        return self.seen

    def note(self, who):
        self.seen.append(f"{self.name}: {who}")


class Clerk:
    def __init__(self):
        self.total = 0
        gate.subscribe(self.count, priority=1)  # leak: listener

    def count(self, who):
        self.total += 1


def scenario(tmp):
    clerk = Clerk()
    print(Guard("ann").stand(["x", "y"]), clerk.total)
