"""Nightly jobs; each keeps a transcript that goes into the report."""
import io
import logging

root = logging.getLogger("nightly")
root.setLevel(logging.DEBUG)
root.propagate = False


class Transcript:
    """What was logged between opening and closing."""

    def __init__(self, logger, level=logging.INFO):
        self.logger = logger
        self.buffer = io.StringIO()
        self.handler = logging.StreamHandler(self.buffer)
        self.handler.setLevel(level)
        self.handler.setFormatter(logging.Formatter("%(levelname).1s %(message)s"))
        logger.addHandler(self.handler)  # leak: listener

    def lines(self):
        return self.buffer.getvalue().splitlines()

    def close(self):
        self.handler.flush()
        self.handler.setLevel(logging.CRITICAL + 1)
        self.handler.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Job:
    name = "job"

    def run(self):
        raise NotImplementedError


class PurgeCarts(Job):
    name = "purge"

    def __init__(self, carts):
        self.carts = carts

    def run(self):
        old = [cart for cart, age in self.carts.items() if age > 30]
        for cart in old:
            root.debug("dropping %s", cart)
            del self.carts[cart]
        root.info("%d of %d purged", len(old), len(old) + len(self.carts))


class Reindex(Job):
    name = "reindex"

    def run(self):
        root.warning("index is stale")


def report(jobs):
    pages = {}
    for job in jobs:
        with Transcript(root) as transcript:
            job.run()
        pages[job.name] = transcript.lines()
    return pages


def scenario(tmp):
    print(report([PurgeCarts({"a": 40, "b": 2}), Reindex()]))
