"""Stack machine with an instruction table per machine, so that dialects can add their own."""
import operator
from functools import partial


class Machine:
    def __init__(self):
        cls = type(self)
        self.stack = []
        self.table = {
            "dup": cls._dup,
            "swap": cls._swap,
            "+": partial(cls._binary, operation=operator.add),
            "*": partial(cls._binary, operation=operator.mul),
        }
        self.trace = self.stack.append

    def _dup(self):
        self.stack.append(self.stack[-1])

    def _swap(self):
        self.stack[-2:] = reversed(self.stack[-2:])

    def _binary(self, operation):
        right, left = self.stack.pop(), self.stack.pop()
        self.trace(operation(left, right))

    def execute(self, program):
        for word in program.split():
            if (instruction := self.table.get(word)) is not None:
                instruction(self)
            else:
                self.trace(int(word))
        return self.stack


class LoudMachine(Machine):
    def __init__(self, volume):
        super().__init__()
        self.table["shout"] = lambda machine: machine.trace(machine.stack.pop() * volume)
        self.table["drop"] = LoudMachine._drop

    def _drop(self):
        self.stack.pop()


def scenario(tmp):
    print(Machine().execute("3 dup * 4 dup * +"))
    print(LoudMachine(10).execute("7 shout 1 swap drop"))
