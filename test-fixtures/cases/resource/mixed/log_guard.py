"""Log into a file for the time of one job."""
import logging


def logged_job(path, steps):
    log = logging.getLogger("job67")
    log.propagate = False
    handler = logging.FileHandler(path)
    log.addHandler(handler)
    try:
        for step in steps:
            log.warning("step %s", step)
    finally:
        log.removeHandler(handler)
        handler.close()


def scenario(tmp):
    logged_job(tmp / "log", [1, 2])
    print((tmp / "log").read_text().split())
