"""The same calculator, its table holds plain functions."""


class Calculator:
    def __init__(self):
        self.value = 0

    def add(self, number):
        self.value += number

    def subtract(self, number):
        self.value -= number

    OPERATIONS = {"+": add, "-": subtract}

    def run(self, program):
        for operation, number in program:
            self.OPERATIONS[operation](self, number)
        return self.value


def scenario(tmp):
    print(Calculator().run([("+", 4), ("-", 1)]))
    print(Calculator().run([]))
