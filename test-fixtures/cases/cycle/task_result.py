"""Results of jobs: a value or the error."""
from dataclasses import dataclass


@dataclass
class Result:
    value: object = None
    error: Exception | None = None


def attempt(job):
    try:
        result = Result(value=job())
    except Exception as error:
        result = Result(error=error)  # leak: cycle
    return result


def scenario(tmp):
    results = [attempt(lambda: 1), attempt(lambda: {}["a"])]
    print([result.value if result.error is None else repr(result.error) for result in results])
