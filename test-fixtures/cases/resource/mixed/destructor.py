"""A device that lets go of its descriptor when it dies."""
import os


class Device:
    def __init__(self, path):
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT)

    def poke(self, data):
        return os.pwrite(self._fd, data, 0)

    def release(self):
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def __del__(self):
        self.release()


def scenario(tmp):
    print(Device(tmp / "dev").poke(b"abc"), (tmp / "dev").read_bytes())
