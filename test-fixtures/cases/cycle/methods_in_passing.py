"""Methods that are handed on and not kept."""
from functools import partial


class Archive:
    def __init__(self, names):
        self.names = names
        self.longest = self._longest()
        self.order = sorted(names, key=self._rank)
        self.shout = partial(str.upper)
        self.parse = self._parse_line
        self.make = self._make

    def _longest(self):
        return max(self.names, key=len)

    def _rank(self, name):
        return len(name), name

    @staticmethod
    def _parse_line(line):
        return line.split()

    @classmethod
    def _make(cls, line):
        return cls(line.split())

    @property
    def size(self):
        return len(self.names)

    def tokens(self):
        yield from self.names

    def count(self):
        self.seen = [token for token in self.tokens()]
        self.initials = list(map(self._initial, self.names))
        return len(self.seen)

    def _initial(self, name):
        return name[0]


def scenario(tmp):
    archive = Archive(["b", "aaa", "cc"])
    print(archive.longest, archive.order, archive.shout("x"), archive.count(), archive.size, archive.initials)
    print(archive.parse("a b"), archive.make("x y").longest)
