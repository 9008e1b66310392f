"""Marks log records of a step."""
import contextlib
import io
import logging

log = logging.getLogger("steps")
log.propagate = False
stream = io.StringIO()
log.addHandler(logging.StreamHandler(stream))


@contextlib.contextmanager
def step(name):
    def mark(record):
        record.msg = f"[{name}] {record.msg}"
        return True

    log.addFilter(mark)
    try:
        yield
    finally:
        log.removeFilter(mark)


def scenario(tmp):
    with step("one"):
        log.warning("done")
    print(stream.getvalue().splitlines()[-1])
    stream.seek(0)
    stream.truncate()
