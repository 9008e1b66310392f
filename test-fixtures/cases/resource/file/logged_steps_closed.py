"""A decorator that gives a step its own log file."""
import functools


def with_log(step):
    @functools.wraps(step)
    def run(folder, *args):
        log = open(folder / f"{step.__name__}.log", "w")
        try:
            return step(log, *args)
        finally:
            log.close()

    return run


@with_log
def grind(log, amount):
    if amount <= 0:
        raise ValueError("nothing to grind")
    log.write(f"ground {amount} g\n")
    return amount // 2


def scenario(tmp):
    print(grind(tmp, 12))
    try:
        grind(tmp, 0)
    except ValueError as error:
        print(error)
