"""Lets a client make so many requests in so many seconds."""
import collections
import itertools

WINDOW = 10
ALLOWED = 3
_hits = collections.defaultdict(collections.deque)
_client = itertools.count(1)


class Tick:
    """A clock that is moved by hand."""

    def __init__(self):
        self.seconds = 0

    def __call__(self):
        return self.seconds

    def pass_by(self, seconds):
        self.seconds += seconds


now = Tick()


class Hit:
    def __init__(self, at, path):
        self.at, self.path = at, path


def expired(hits, moment):
    return bool(hits) and hits[0].at <= moment - WINDOW


def sweep(table, moment):
    idle = []
    for client, hits in table.items():
        while expired(hits, moment):
            hits.popleft()
        if not hits:
            idle.append(client)
    for client in idle:
        del table[client]


def allow(client, path="/"):
    moment = now()
    sweep(_hits, moment)
    hits = _hits[client]
    if len(hits) >= ALLOWED:
        return False
    hits.append(Hit(moment, path))
    return True


def burst(client, count):
    return sum(allow(client) for _ in range(count))


def scenario(tmp):
    client = f"10.0.0.{next(_client)}"
    print(burst(client, 5))
    now.pass_by(6)
    print(allow(client), allow("monitor", "/health"))
    now.pass_by(5)
    print(burst(client, 2))
