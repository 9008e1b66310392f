"""Makes scratch files with readable names."""
import os


def make_scratch(folder, stem):
    path = folder / f"{stem}.scratch"
    return path, os.open(path, os.O_RDWR | os.O_CREAT)  # leak: resource #1


def store(folder, stem, data):
    path, fd = make_scratch(folder, stem)
    try:
        os.write(fd, data)
    finally:
        os.close(fd)
    return path.name


def reserve(folder, stem, size):
    path, fd = make_scratch(folder, stem)  # leak: resource #1
    os.truncate(fd, size)
    return path.stat().st_size


def scenario(tmp):
    print(store(tmp, "a", b"abc"), reserve(tmp, "b", 4096))
