"""Every job gets a handler on the shared logger."""
import io
import logging

logger = logging.getLogger("jobs.l07")
logger.propagate = False


class Job:
    def __init__(self, name):
        self.stream = io.StringIO()
        handler = logging.StreamHandler(self.stream)
        logger.addHandler(handler)  # leak: listener
        logger.warning("start %s", name)

    def log(self):
        return self.stream.getvalue().strip()


def scenario(tmp):
    print(Job("one").log())
