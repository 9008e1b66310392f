"""A filter per request on the shared logger, taken off again."""
import contextlib
import logging

logger = logging.getLogger("requests.l18")
logger.propagate = False
logger.addHandler(logging.NullHandler())


class RequestFilter(logging.Filter):
    def __init__(self, number):
        super().__init__()
        self.number = number

    def filter(self, record):
        record.request = self.number
        return True


@contextlib.contextmanager
def request(number):
    one = RequestFilter(number)
    logger.addFilter(one)
    try:
        yield one
    finally:
        logger.removeFilter(one)


def scenario(tmp):
    with request(7) as one:
        logger.warning("working")
        print(one.number, len(logger.filters))
