"""A lock file with the process id in it, used as a context manager."""
import os


class PageLock:
    def __init__(self, path):
        self.path = path
        self._fd = -1

    def __enter__(self):
        self._fd = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR)
        os.write(self._fd, b"locked")
        return self

    def __exit__(self, kind, value, trace):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)
            os.unlink(self.path)


def scenario(tmp):
    path = tmp / "page.lock"
    for _ in range(2):
        with PageLock(path):
            print(path.read_text())
    print(path.exists())
