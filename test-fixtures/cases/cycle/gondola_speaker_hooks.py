"""Announcements in the cabins of a cable car."""
from functools import partial


def _shout(board, text):
    board.append(text.upper())


class Hooks:
    def __init__(self):
        self.table = {}

    def add(self, name, function):
        self.table.setdefault(name, []).append(function)

    def fire(self, name, *values):
        for function in self.table.get(name, ()):
            function(*values)


class Cabin:
    def __init__(self, number, capacity):
        self.number = number
        self.capacity = capacity
        self.riders = 0
        self.board = []
        self.alarms = []
        self.hooks = Hooks()
        self._install()

    def _install(self):
        board, number = self.board, self.number
        self.hooks.add("station", partial(_shout, self.board))
        self.hooks.add("station", lambda name: board.append(f"cabin {number} calls at {name}"))
        self.hooks.add("full", lambda surplus, sink=self.alarms: sink.append(surplus))
        self.hooks.add("full", self._advice)

    @staticmethod
    def _advice(surplus):
        print(f"{surplus} please wait for the next cabin")

    def enter(self, people):
        self.riders = min(self.capacity, self.riders + people)
        if people > self.capacity:
            self.hooks.fire("full", people - self.capacity)

    def call_at(self, station):
        self.hooks.fire("station", station)
        self.riders = 0


def scenario(tmp):
    cabin = Cabin(7, capacity=8)
    cabin.enter(11)
    cabin.call_at("Mid Station")
    print(cabin.board, cabin.alarms, cabin.riders)
    print(Cabin(8, 4).hooks.fire("unknown"))
