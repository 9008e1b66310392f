"""Writes to an inherited descriptor that belongs to the parent process and stays open."""
import os


def tell(fd, *words):
    channel = open(fd, "w", closefd=False)
    channel.write(" ".join(words) + "\n")
    channel.flush()


def scenario(tmp):
    path = tmp / "inherited"
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        tell(fd, "status", "42%")
        tell(fd, "done")
    finally:
        os.close(fd)
    print(path.read_text())
