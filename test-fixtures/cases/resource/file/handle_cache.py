"""Keeps the most recently used handles open, so many at most."""
from collections import OrderedDict


class HandleCache:
    def __init__(self, limit):
        self.limit = limit
        self._handles = OrderedDict()

    def get(self, path):
        if path in self._handles:
            self._handles.move_to_end(path)
        else:
            self._handles[path] = open(path)  # leak: resource
            if len(self._handles) > self.limit:
                self._handles.popitem(last=False)
        return self._handles[path]

    def close(self):
        for handle in self._handles.values():
            handle.close()
        self._handles.clear()


def scenario(tmp):
    cache = HandleCache(limit=2)
    for name in "abc":
        (tmp / name).write_text(name * 3)
    try:
        print([cache.get(tmp / name).readline() for name in "abca"])
    finally:
        cache.close()
