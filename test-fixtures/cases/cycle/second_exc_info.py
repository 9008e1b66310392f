"""Logs what happened with the place where it happened."""
import sys


def attempt(text):
    try:
        return int(text)
    except ValueError:
        kind, value, trace = sys.exc_info()  # leak: cycle
        print(kind.__name__, value, trace.tb_lineno > 0)
        return None


def scenario(tmp):
    print(attempt("12"), attempt("twelve"))
