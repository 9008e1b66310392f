"""A decorator that hands an open ledger to a function."""
import functools


def with_ledger(mode):
    def decorate(function):
        @functools.wraps(function)
        def call(path, *args):
            ledger = open(path, mode)
            try:
                return function(ledger, *args)
            finally:
                ledger.close()
        return call
    return decorate


@with_ledger("a")
def book(ledger, amount):
    ledger.write(f"{amount}\n")


@with_ledger("r")
def balance(ledger):
    return sum(map(int, ledger))


def scenario(tmp):
    book(tmp / "l", 5)
    book(tmp / "l", -2)
    print(balance(tmp / "l"))
