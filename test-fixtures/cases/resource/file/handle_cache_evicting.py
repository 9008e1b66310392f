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
            self._handles[path] = open(path)
            while len(self._handles) > self.limit:
                _, oldest = self._handles.popitem(last=False)
                oldest.close()
        return self._handles[path]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for handle in self._handles.values():
            handle.close()
        self._handles.clear()


def scenario(tmp):
    for name in "abc":
        (tmp / name).write_text(name * 3)
    with HandleCache(limit=2) as cache:
        print([cache.get(tmp / name).readline() for name in "abca"])
