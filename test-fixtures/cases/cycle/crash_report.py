"""Turn whatever a plug-in raises into a report."""
import sys
import traceback


def report(plugin, *arguments):
    try:
        plugin(*arguments)
    except Exception:
        kind, value, trace = sys.exc_info()  # leak: cycle
        where = traceback.extract_tb(trace)[-1].name
        return f"{kind.__name__} in {where}: {value}"
    return "fine"


def divide(a, b):
    return a / b


def scenario(tmp):
    print(report(divide, 6, 3), "|", report(divide, 1, 0))
