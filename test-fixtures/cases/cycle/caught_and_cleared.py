"""Several ways to look at an exception and let it go."""
import sys


class Outcome:
    def __init__(self, text):
        self.text = text


def convert(words):
    last = None
    try:
        for word in words:
            try:
                return int(word)
            except ValueError as error:
                last = error
        return str(last)
    finally:
        last = None


def describe(word):
    try:
        return Outcome(f"{float(word):.1f}")
    except ValueError as error:
        return Outcome(f"bad: {error}")


def inspect_failure(action):
    try:
        return action()
    except ZeroDivisionError:
        kind, value, trace = sys.exc_info()
        try:
            return f"{kind.__name__} on line {trace.tb_lineno > 0}"
        finally:
            del kind, value, trace


def without_trace(word):
    problem = None
    try:
        float(word)
    except ValueError as error:
        problem = error.with_traceback(None)
    return str(problem)


def scenario(tmp):
    print(convert(["x", "7"]), convert(["x"]), describe("1"), describe("z").text.split(":")[0])
    print(inspect_failure(lambda: 1 / 0), without_trace("w"))
