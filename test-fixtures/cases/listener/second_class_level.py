"""Accounts tell a class-wide list of observers."""


class Account:
    observers = []

    def __init__(self, owner):
        self.owner = owner

    @classmethod
    def observe(cls, observer):
        cls.observers.append(observer)

    def deposit(self, amount):
        for observer in self.observers:
            observer(self.owner, amount)


class Statement:
    def __init__(self):
        self.lines = []
        Account.observe(self.add)  # leak: listener

    def add(self, owner, amount):
        self.lines.append(f"{owner}: {amount}")


def scenario(tmp):
    statement = Statement()
    Account("ada").deposit(5)
    print(statement.lines)
