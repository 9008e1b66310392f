"""Retries an operation; the last problem is raised in the end."""


def retry(operation, attempts):
    problem = None
    for _ in range(attempts):
        try:
            return operation()
        except ValueError as error:
            problem = error  # leak: cycle
    try:
        raise problem
    finally:
        del problem


def scenario(tmp):
    values = iter(["x", "7"])
    print(retry(lambda: int(next(values)), 3))
