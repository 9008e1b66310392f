"""Address book records: within one session every record is loaded once."""
import itertools
import threading

_row = itertools.count(100)


class Contact:
    table = {"name": str.title, "city": str.upper}

    def __init__(self, ident, row):
        self.ident = ident
        self.dirty = set()
        for column, convert in self.table.items():
            object.__setattr__(self, column, convert(row[column]))

    def rename(self, name):
        self.name = name
        self.dirty.add("name")


class Unit(threading.local):
    """The current unit of work of this thread."""

    def __init__(self):
        self.identity = {}
        self.depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, kind, value, trace):
        self.depth -= 1
        if self.depth == 0:
            self._reset()

    def load(self, ident, rows):
        if self.depth == 0:
            raise RuntimeError("outside of a unit of work")
        if ident not in self.identity:
            self.identity[ident] = Contact(ident, rows[ident])
        return self.identity[ident]

    def changed(self):
        return {c.ident: sorted(c.dirty) for c in self.identity.values() if c.dirty}

    def _reset(self):
        self.identity = {}


unit = Unit()


def rename(ident, name, rows):
    with unit:
        unit.load(ident, rows).rename(name)


def scenario(tmp):
    first, second = next(_row), next(_row)
    rows = {first: {"name": "ada", "city": "london"}, second: {"name": "emmy", "city": "erlangen"}}
    with unit as work:
        contact = work.load(first, rows)
        rename(first, "Ada L.", rows)
        print(contact.name, work.load(second, rows).city, len(work.changed()))
    print(len(unit.identity))
