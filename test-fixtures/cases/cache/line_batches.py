"""Writes measurements in batches of a few lines."""
import itertools

_n = itertools.count()


class Writer:
    def __init__(self, size):
        self.size = size
        self._batch = []
        self.written = 0

    def write(self, line):
        self._batch.append(line)
        if len(self._batch) == self.size:
            self._send()

    def _send(self):
        batch, self._batch = self._batch, []
        self.written = len("\n".join(batch)) > 0

    def pending(self):
        return len(self._batch)


writer = Writer(4)


def scenario(tmp):
    for _ in range(4):
        writer.write(f"{next(_n) % 10:3d} degrees")
    print(writer.pending(), bool(writer.written))
