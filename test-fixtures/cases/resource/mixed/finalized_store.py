"""A store that closes its file with a finalizer."""
import weakref


class Store:
    def __init__(self, path):
        self._file = open(path, "a+")
        self._finalizer = weakref.finalize(self, self._file.close)

    def put(self, key, value):
        self._file.write(f"{key}={value}\n")

    def items(self):
        self._file.seek(0)
        return dict(line.strip().split("=") for line in self._file)


def scenario(tmp):
    store = Store(tmp / "s")
    store.put("a", 1)
    print(store.items())
