"""Writes what one task logs into a file of its own, and ends it."""
import logging


def audited(task, path):
    logger = logging.Logger("task")
    handler = logging.FileHandler(path)
    logger.addHandler(handler)
    try:
        task(logger)
    finally:
        logger.removeHandler(handler)
        handler.close()


class Audit:
    def __init__(self, logger, path):
        self.logger = logger
        self.handler = logging.FileHandler(path)

    def __enter__(self):
        self.logger.addHandler(self.handler)
        return self

    def __exit__(self, *exc_info):
        self.logger.removeHandler(self.handler)
        self.handler.close()


def scenario(tmp):
    audited(lambda log: log.warning("one"), tmp / "one")
    logger = logging.Logger("two")
    with Audit(logger, tmp / "two"):
        logger.warning("two")
    print((tmp / "one").read_text(), (tmp / "two").read_text())
