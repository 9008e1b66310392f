"""A scheduler of chores keeps records of whom to call."""
from dataclasses import dataclass
from typing import Callable


@dataclass(eq=False)
class Record:
    name: str
    call: Callable[[str], None]
    active: bool = True


class Chores:
    def __init__(self):
        self._records = []

    def add(self, name, call):
        self._records.append(Record(name, call))

    def drop(self, call):
        for record in self._records:
            if record.call == call:
                self._records.remove(record)
                break

    def ring(self, name):
        for record in list(self._records):
            if record.name == name and record.active:
                record.call(name)


chores = Chores()


class Child:
    def __init__(self):
        self.done = []
        chores.add("dishes", self.wash)
        chores.add("bins", self.carry)  # leak: listener

    def wash(self, name):
        self.done.append(name)

    def carry(self, name):
        self.done.append(name.upper())

    def grow_up(self):
        chores.drop(self.wash)


def scenario(tmp):
    child = Child()
    chores.ring("dishes")
    chores.ring("bins")
    child.grow_up()
    print(child.done)
