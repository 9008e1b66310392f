"""A job writes what it logs into a list; the logger is handed to it."""
import logging


class Lines(logging.Handler):
    def __init__(self, lines):
        super().__init__()
        self.lines = lines

    def emit(self, record):
        self.lines.append(record.getMessage())


class Recorder:
    def __init__(self, logger):
        self.logger = logger
        self.lines = []
        self.handler = Lines(self.lines)

    def start(self):
        self.logger.addHandler(self.handler)

    def stop(self):
        self.detach(self.handler)

    def detach(self, handler):
        self.logger.removeHandler(handler)


jobs = logging.getLogger("jobs.late")
jobs.propagate = False


def run(names):
    recorder = Recorder(jobs)
    recorder.start()
    for name in names:
        jobs.warning(name)
    recorder.stop()
    return recorder.lines


def scenario(tmp):
    print(run(["a"]))
