"""Rings bells from several towers; a listener writes what was rung."""
import contextlib
import logging
import logging.handlers
import queue


@contextlib.contextmanager
def written(path):
    records = queue.Queue()
    sink = logging.FileHandler(path)
    listener = logging.handlers.QueueListener(records, sink, respect_handler_level=True)
    listener.start()
    try:
        yield logging.handlers.QueueHandler(records)
    finally:
        listener.stop()
        sink.close()


def ring(path, towers):
    log = logging.Logger("bells")
    with written(path) as handler:
        log.addHandler(handler)
        for tower in towers:
            log.warning("%s rings", tower)
        log.removeHandler(handler)
    return path.read_text().count("rings")


def scenario(tmp):
    print(ring(tmp / "bells.log", ["east", "west"]))
