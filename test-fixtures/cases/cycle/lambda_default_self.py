"""Rules of a game, kept as pairs of test and action."""


class Rules:
    def __init__(self, limit):
        self.limit = limit
        self.log = []
        self.rules = []
        self.when(lambda n: n > self.limit, "high")  # leak: cycle #1
        self.when(lambda n: n < 0, "negative")

    def when(self, test, name):
        self.rules.append((test, name))  # leak: cycle #1

    def apply(self, number):
        return [name for test, name in self.rules if test(number)]


def scenario(tmp):
    rules = Rules(10)
    print(rules.apply(11), rules.apply(-1), rules.apply(5))
