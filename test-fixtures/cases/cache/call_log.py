"""Counting with nonlocal closures and a decorator with arguments."""
import functools


def logged(prefix):

    def decorate(function):
        calls = []  # leak: cache #1
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            result = function(*args, **kwargs)
            calls.append({"args": args, "n": [prefix]})  # leak: cache #1
            return result
        wrapper.calls = calls
        return wrapper
    return decorate


@logged("x")
def double(n):
    return n * 2


def scenario(tmp):
    print(double(4))
