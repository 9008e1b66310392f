"""The logger is set up once."""
import logging
import sys


def get_logger(name):
    logger = logging.getLogger(f"app.{name}")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler(sys.stdout))
        logger.propagate = False
    return logger


def scenario(tmp):
    get_logger("l08").warning("ready")
