"""Every job writes its own lines of log."""
import io
import itertools
import logging

numbers = itertools.count()


class Job:
    def __init__(self, title):
        self.number = next(numbers)
        self.title = title
        self.stream = io.StringIO()
        self.log = logging.getLogger(f"jobs.{self.number}")  # leak: listener #1
        self.log.propagate = False
        self.log.addHandler(logging.StreamHandler(self.stream))  # leak: listener #1

    def run(self):
        self.log.warning("%s done", self.title)
        return self.stream.getvalue()


def scenario(tmp):
    print(Job("sweep").run())
