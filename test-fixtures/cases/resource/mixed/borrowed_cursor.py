"""Fixed-width records read through a cursor that only borrows its file."""
from contextlib import contextmanager


class Cursor:
    def __init__(self, file, width):
        self.file, self.width = file, width

    def record(self, number):
        self.file.seek(number * self.width)
        return self.file.read(self.width).decode()


@contextmanager
def cursor(path, width):
    file = open(path, "rb")
    try:
        yield Cursor(file, width)
    finally:
        file.close()


def scenario(tmp):
    (tmp / "d").write_bytes(b"aaabbbccc")
    with cursor(tmp / "d", 3) as records:
        print(records.record(2), records.record(0))
