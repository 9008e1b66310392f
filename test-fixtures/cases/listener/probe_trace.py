"""Probes of a measuring device; what is logged meanwhile is kept for the trace."""
import logging

device = logging.getLogger("device")
device.propagate = False
device.setLevel(logging.DEBUG)


class Keeping(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


class Trace:
    def __init__(self, log=device):
        self.log = log
        self.keeping = None

    def start(self):
        self.keeping = Keeping()
        self.log.addHandler(self.keeping)  # leak: listener
        return self

    def stop(self):
        lines = list(self.keeping.lines)
        self.keeping.close()
        return lines


def measure(values):
    trace = Trace().start()
    for value in values:
        device.debug("read %d", value)
    return trace.stop()


def scenario(tmp):
    print(measure([1, 2]))
