"""A stream that turns text upside down and owns what it wraps."""
import io


class Reversing(io.TextIOWrapper):
    def reversed_line(self):
        return self.readline().rstrip("\n")[::-1]


class Blocks(io.RawIOBase):
    def __init__(self, path):
        self._inner = open(path, "rb")

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._inner.readinto(buffer)

    def close(self):
        if not self.closed:
            self._inner.close()
        super().close()


def scenario(tmp):
    (tmp / "x").write_text("abc\n")
    with Reversing(io.BufferedReader(Blocks(tmp / "x"))) as text:
        print(text.reversed_line())
