"""Holds two lock files at once, in the order of their names."""
import os


class LockFile:
    def __init__(self, path):
        self.path = path
        self.fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR)  # leak: resource #1

    def release(self):
        os.close(self.fd)
        os.unlink(self.path)


def with_both(one, other, action):
    first = LockFile(min(one, other))  # leak: resource #1
    second = LockFile(max(one, other))
    try:
        return action()
    finally:
        second.release()
        first.release()


def scenario(tmp):
    print(with_both(tmp / "b", tmp / "a", lambda: sorted(path.name for path in tmp.iterdir())))
    (tmp / "z").touch()
    try:
        with_both(tmp / "a", tmp / "z", list)
    except FileExistsError as error:
        print(error.strerror)
