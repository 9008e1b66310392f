"""Looks at the head of a file with a buffered reader, and keeps the descriptor for the position."""
import os


def head_and_size(path, count):
    fd = os.open(path, os.O_RDONLY)  # leak: resource
    with os.fdopen(os.dup(fd), "rb") as head:
        start = head.read(count)
    return start, os.lseek(fd, 0, os.SEEK_END)


def scenario(tmp):
    (tmp / "data").write_bytes(b"0123456789")
    print(head_and_size(tmp / "data", 3))
