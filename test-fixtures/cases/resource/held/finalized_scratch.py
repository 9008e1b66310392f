"""Scratch files that go away with the object that wrote them."""
import weakref


class Scratch:
    def __init__(self, path):
        self._file = open(path, "w")
        self._finalizer = weakref.finalize(self, self._file.close)

    def put(self, text):
        self._file.write(text)


class OldScratch:
    def __init__(self, path):
        self._file = open(path, "w")

    def put(self, text):
        self._file.write(text)

    def __del__(self):
        self._file.close()


class Shelf:
    def __init__(self, paths):
        self.files = [open(path, "w") for path in paths]

    def __del__(self):
        for file in self.files:
            file.close()


def scenario(tmp):
    for kind in (Scratch, OldScratch):
        kind(tmp / kind.__name__).put("x")
    print(len(Shelf([tmp / "a", tmp / "b"]).files))
