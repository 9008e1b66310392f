"""Errors that are returned at once leave nothing behind."""


def attempt(job):
    try:
        return job(), None
    except Exception as error:
        return None, error


def classify(job):
    failed = False
    try:
        job()
    except KeyError as error:
        failed = error.args[0]
    except Exception:
        failed = "other"
    return failed


def chained(job):
    try:
        return job()
    except LookupError as error:
        raise RuntimeError("no such thing") from error


def scenario(tmp):
    value, error = attempt(lambda: {}["a"])
    print(value, repr(error), classify(lambda: {}["b"]), classify(lambda: 1 / 0))
    del error
    try:
        chained(lambda: {}["c"])
    except RuntimeError as problem:
        print(problem)
