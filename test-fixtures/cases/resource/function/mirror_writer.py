"""Writes the same text to a file and its mirrors; cleanup is registered piece by piece."""
import contextlib
import os


def write_mirrored(text, first, *mirrors):
    cleanup = contextlib.ExitStack()
    try:
        out = open(first, "w")
        cleanup.callback(out.close)
        out.write(text)
        for mirror in mirrors:
            fd = os.open(mirror, os.O_WRONLY | os.O_CREAT)
            cleanup.callback(os.close, fd)
            os.write(fd, text.encode())
        extra = open(os.devnull, "w")
        cleanup.push(extra)
        extra.write(text)
    finally:
        cleanup.close()


def scenario(tmp):
    write_mirrored("once", tmp / "a", tmp / "b", tmp / "c")
    print([path.read_text() for path in sorted(tmp.iterdir())])
