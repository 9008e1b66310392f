"""Whether a file begins with a byte order mark."""
import io


def has_mark(path):
    with (head := open(path, "rb")):
        found = head.read(3) == b"\xef\xbb\xbf"
    return found, head.closed


def decode(path):
    with io.TextIOWrapper(io.BufferedReader(io.FileIO(path)), "utf-8-sig") as text:
        return text.read()


def scenario(tmp):
    (tmp / "m").write_bytes(b"\xef\xbb\xbfhi")
    print(has_mark(tmp / "m"), decode(tmp / "m"))
