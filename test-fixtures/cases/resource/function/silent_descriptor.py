"""Lets a child-like program write its errors into a file, at the level of descriptors."""
import os


def errors_to(path, number=2):
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    if fd != number:
        os.dup2(fd, number)
        os.close(fd)


def scenario(tmp):
    keep = os.dup(2)
    try:
        errors_to(tmp / "errors")
        os.write(2, b"went wrong\n")
    finally:
        os.dup2(keep, 2)
        os.close(keep)
    print((tmp / "errors").read_text())
