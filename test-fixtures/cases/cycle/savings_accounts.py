"""Savings accounts for a teaching game, written in prototype style."""
from types import SimpleNamespace


def record(kind):
    """Decorator: note every successful movement in the account's statement."""
    def decorate(movement):
        def wrapper(account, amount):
            balance = movement(account, amount)
            account.statement.append((kind, amount, balance))
            return balance
        return wrapper
    return decorate


@record("in")
def pay_in(account, amount):
    if amount <= 0:
        raise ValueError("nothing to pay in")
    account.balance += amount
    return account.balance


@record("out")
def pay_out(account, amount):
    if amount > account.balance + account.overdraft:
        raise ValueError("not enough money")
    account.balance -= amount
    return account.balance


def open_account(owner, overdraft=0):
    account = SimpleNamespace(owner=owner, balance=0, overdraft=overdraft, statement=[])

    def deposit(amount):
        return pay_in(account, amount)

    def withdraw(amount):
        return pay_out(account, amount)

    account.deposit = deposit  # leak: cycle #1
    account.withdraw = withdraw  # leak: cycle #1
    return account


def transfer(source, target, amount):
    source.withdraw(amount)
    target.deposit(amount)


def scenario(tmp):
    mia, tom = open_account("Mia"), open_account("Tom", overdraft=20)
    mia.deposit(100)
    transfer(mia, tom, 35)
    tom.withdraw(50)
    for account in (mia, tom):
        print(account.owner, account.balance, account.statement)
