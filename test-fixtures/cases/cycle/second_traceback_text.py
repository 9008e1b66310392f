"""Keeps the text of the last traceback."""
import traceback


class Worker:
    def __init__(self):
        self.report = ""

    def run(self, job):
        try:
            return job()
        except ZeroDivisionError as error:
            self.report = "".join(traceback.format_exception_only(type(error), error)).strip()
            return None


def scenario(tmp):
    worker = Worker()
    print(worker.run(lambda: 1 / 0), worker.report)
