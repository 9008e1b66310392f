"""Logs orders through a queue."""
import logging
import logging.handlers
import queue


def log_orders(orders, path):
    records = queue.Queue()
    target = logging.FileHandler(path)
    listener = logging.handlers.QueueListener(records, target)
    handler = logging.handlers.QueueHandler(records)
    log = logging.Logger("orders")
    log.addHandler(handler)
    listener.start()
    try:
        for order in orders:
            log.info("%s", order)
    finally:
        listener.stop()
        target.close()
    return path.read_text().split()


def scenario(tmp):
    print(log_orders(["tea", "milk"], tmp / "orders.log"))
