"""Opens a write-ahead log and checks its header before it hands it out."""
import os

MAGIC = b"WAL1"


def open_log(path):
    fd = os.open(path, os.O_RDWR)
    try:
        if os.read(fd, 4) != MAGIC:
            raise ValueError("not a log")
    except BaseException:
        os.close(fd)
        raise
    return fd


def scenario(tmp):
    good, bad = tmp / "good", tmp / "bad"
    good.write_bytes(MAGIC + b"data")
    bad.write_bytes(b"data")
    fd = open_log(good)
    try:
        print(os.read(fd, 10))
    finally:
        os.close(fd)
    try:
        open_log(bad)
    except ValueError as error:
        print(error)
