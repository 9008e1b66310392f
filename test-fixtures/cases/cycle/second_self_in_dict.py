"""An interpreter whose variables contain itself."""


class Interpreter:
    def __init__(self):
        self.variables = {"pi": 3}
        self.variables["self"] = self  # leak: cycle

    def evaluate(self, name):
        value = self.variables[name]
        return "me" if value is self else value


def scenario(tmp):
    interpreter = Interpreter()
    print(interpreter.evaluate("pi"), interpreter.evaluate("self"))
