"""A lock file with the process id in it, used as a context manager."""
import os


class PageLock:
    def __init__(self, path):
        self.path = path
        self._fd = None

    def __enter__(self):
        self._fd = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR)  # leak: resource
        os.write(self._fd, b"locked")
        return self

    def __exit__(self, kind, value, trace):
        os.unlink(self.path)
        self._fd = None
        return False


def scenario(tmp):
    path = tmp / "page.lock"
    for _ in range(2):
        with PageLock(path):
            print(path.read_text())
    print(path.exists())
