"""A logging handler of our own that keeps a file, and a logger that uses it for a while."""
import logging


class AuditHandler(logging.Handler):
    def __init__(self, path):
        super().__init__()
        self._audit = open(path, "a")

    def emit(self, record):
        self._audit.write(self.format(record) + "\n")

    def close(self):
        self._audit.close()
        super().close()


def audited(path, action):
    logger = logging.Logger("audit")
    handler = AuditHandler(path)
    logger.addHandler(handler)
    try:
        action(logger)
    finally:
        handler.close()


def scenario(tmp):
    audited(tmp / "audit", lambda logger: logger.warning("door opened"))
    print((tmp / "audit").read_text())
