"""Writes the log of a measuring campaign from a queue."""
import logging
import logging.handlers
import queue


def measure(path, depths):
    records = queue.SimpleQueue()
    log = logging.getLogger(f"glacier.{path.stem}")
    log.setLevel(logging.INFO)
    log.propagate = False
    entry = logging.handlers.QueueHandler(records)
    log.addHandler(entry)
    sink = logging.FileHandler(path)
    logging.handlers.QueueListener(records, sink).start()  # leak: task
    try:
        for depth in depths:
            log.info("depth %d", depth)
        return len(depths)
    finally:
        log.removeHandler(entry)
        sink.close()


def scenario(tmp):
    print(measure(tmp / "upper.log", [1, 2, 3]))
    print(measure(tmp / "lower.log", [7]))
