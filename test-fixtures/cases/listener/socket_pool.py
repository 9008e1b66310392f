"""Connections of a pool that tells them when it is drained."""


class Pool:
    def __init__(self):
        self._on_drain = []

    def on_drain(self, callback):
        self._on_drain.append(callback)

    def drain(self):
        while self._on_drain:
            self._on_drain.pop()()


pool = Pool()


class Connection:
    def __init__(self, number):
        self.number = number
        self.open = True
        pool.on_drain(self.close)

    def close(self):
        self.open = False


def scenario(tmp):
    connections = [Connection(number) for number in range(3)]
    pool.drain()
    print([connection.open for connection in connections])
