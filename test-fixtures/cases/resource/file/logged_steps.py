"""A decorator that gives a step its own log file."""
import functools


def with_log(step):
    @functools.wraps(step)
    def run(folder, *args):
        log = open(folder / f"{step.__name__}.log", "w")  # leak: resource
        return step(log, *args)

    return run


@with_log
def grind(log, amount):
    log.write(f"ground {amount} g\n")
    return amount // 2


@with_log
def brew(log, amount):
    log.write(f"brewed {amount} cups\n")
    return "coffee"


def scenario(tmp):
    print(brew(tmp, grind(tmp, 12)), sorted(path.name for path in tmp.iterdir()))
