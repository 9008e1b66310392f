"""Logs visits through a queue."""
import logging
import queue
from logging.handlers import QueueHandler, QueueListener


class Remember(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def count_visits(pages):
    records = queue.Queue()
    memory = Remember()
    listener = QueueListener(records, memory)  # leak: task #1
    listener.start()  # leak: task #1
    log = logging.Logger("visits")
    log.addHandler(QueueHandler(records))
    for page in pages:
        log.warning("visit %s", page)
    return f"{len(pages)} visits"


def scenario(tmp):
    print(count_visits(["/", "/shop"]))
    print(count_visits([]))
