"""Jobs share one logger, which is set up by whoever comes first."""
import io
import logging


class Job:
    def __init__(self, title):
        self.title = title
        self.log = logging.getLogger("guarded.jobs")
        if not self.log.handlers:
            self.log.propagate = False
            self.log.addHandler(logging.StreamHandler(io.StringIO()))

    def run(self):
        self.log.warning("%s done", self.title)
        return self.title.upper()


def audit_logger():
    log = logging.getLogger("guarded.audit")
    if log.hasHandlers():
        return log
    log.addHandler(logging.NullHandler())
    return log


def scenario(tmp):
    print(Job("sweep").run())
    audit_logger().info("swept")
