"""A cursor over a raw device file; old style, with a destructor."""
import os


class Cursor:
    def __init__(self, path):
        self.fd = os.open(path, os.O_RDONLY)

    def __del__(self):
        try:
            os.close(self.fd)
        except OSError:
            pass

    def at(self, offset, size):
        return os.pread(self.fd, size, offset)


def scenario(tmp):
    device = tmp / "device"
    device.write_bytes(b"0123456789")
    cursor = Cursor(device)
    print(cursor.at(3, 4), Cursor(device).at(0, 2))
