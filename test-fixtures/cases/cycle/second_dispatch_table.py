"""A calculator that finds its operations in a table."""


class Calculator:
    def __init__(self):
        self.value = 0
        self.operations = {"+": self.add, "-": self.subtract}  # leak: cycle

    def add(self, number):
        self.value += number

    def subtract(self, number):
        self.value -= number

    def run(self, program):
        for operation, number in program:
            self.operations[operation](number)
        return self.value


def scenario(tmp):
    print(Calculator().run([("+", 4), ("-", 1)]))
    print(Calculator().run([]))
