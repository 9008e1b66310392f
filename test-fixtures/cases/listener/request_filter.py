"""Tags the log records of a request with its user."""
import logging

log = logging.getLogger("web.requests")
log.addHandler(logging.NullHandler())
log.propagate = False


class UserFilter(logging.Filter):
    def __init__(self, user):
        super().__init__()
        self.user = user

    def filter(self, record):
        record.user = self.user
        return True


def handle(user, path):
    log.addFilter(UserFilter(user))  # leak: listener
    log.info("GET %s", path)
    return f"{user} got {path}"


def scenario(tmp):
    print(handle("ann", "/"))
    print(handle("bo", "/cart"))
