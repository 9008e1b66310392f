"""Checks the arguments of functions against their signatures."""
import inspect
import itertools

_signatures = {}
_n = itertools.count()


def checked(function, *args, **kwargs):
    code = function.__code__
    signature = _signatures.get(code)
    if signature is None:
        signature = _signatures[code] = inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        return str(error)
    return function(*args, **kwargs)


def power(base, exponent=2):
    return base**exponent


def scenario(tmp):
    def twice(number):
        return number * 2

    print(checked(power, 3), checked(power), checked(twice, next(_n)) >= 0)
