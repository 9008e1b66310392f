"""Counts the bytes that go through a stream; the stream stays the caller's."""


class Counting:
    def __init__(self, stream):
        self._stream = stream
        self.count = 0

    def write(self, data):
        self.count += self._stream.write(data)

    def close(self):
        self._stream = None


def export(path, rows):
    out = Counting(open(path, "w"))  # leak: resource
    try:
        for row in rows:
            out.write(row + "\n")
        return out.count
    finally:
        out.close()


def scenario(tmp):
    print(export(tmp / "rows", ["a", "bb"]))
