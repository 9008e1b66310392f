"""Sizes of files, remembered by their path."""
import os

_sizes = {}  # leak: cache #1


def size_of(path):
    path = os.path.abspath(path)
    if path not in _sizes:
        _sizes[path] = [os.stat(path).st_size]  # leak: cache #1
    return _sizes[path][0]


def total(folder):
    return sum(size_of(entry.path) for entry in os.scandir(folder))


def scenario(tmp):
    (tmp / "a.txt").write_text("abc")
    (tmp / "b.txt").write_text("defg")
    print(total(tmp))
