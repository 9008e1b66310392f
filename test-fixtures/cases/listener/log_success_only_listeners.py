"""Conversions of numbers, each with its own log."""
import io
import logging

LOG = logging.getLogger("convert")
LOG.setLevel(logging.DEBUG)
LOG.propagate = False


def convert(text):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    LOG.addHandler(handler)  # leak: listener
    LOG.debug("converting %s", text)
    number = int(text)
    LOG.removeHandler(handler)
    return number, stream.getvalue()


def scenario(tmp):
    print(convert("12"))
    try:
        convert("twelve")
    except ValueError as error:
        print(error)
