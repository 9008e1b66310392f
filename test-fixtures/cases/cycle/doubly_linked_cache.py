"""Least recently used cache on a doubly linked list with a sentinel."""


class Entry:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key = key
        self.value = value


class Cache:
    def __init__(self, size):
        self.size = size
        self.entries = {}
        self.root = Entry()
        self.root.prev = self.root.next = self.root  # leak: cycle #1

    def _link(self, entry):
        last = self.root.prev
        entry.prev, entry.next = last, self.root  # leak: cycle #1
        last.next = self.root.prev = entry  # leak: cycle #1

    def _unlink(self, entry):
        entry.prev.next, entry.next.prev = entry.next, entry.prev

    def put(self, key, value):
        if len(self.entries) >= self.size:
            oldest = self.root.next
            self._unlink(oldest)
            del self.entries[oldest.key]
        self.entries[key] = Entry(key, value)
        self._link(self.entries[key])

    def keys(self):
        return sorted(self.entries)


def scenario(tmp):
    cache = Cache(2)
    for key in "abc":
        cache.put(key, ord(key))
    print(cache.keys())
