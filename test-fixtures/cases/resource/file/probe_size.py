"""How long sound files are; a probe opens them and looks at the header."""
import struct


def probe(path):
    sound = open(path, "rb")  # leak: resource #1
    (length,) = struct.unpack(">I", sound.read(4))
    return sound, length


def total_length(paths):
    total = 0
    for path in paths:
        _, length = probe(path)  # leak: resource #1
        total += length
    return total


def scenario(tmp):
    (tmp / "a").write_bytes(b"\0\0\0\5.....")
    (tmp / "b").write_bytes(b"\0\0\0\1.")
    print(total_length(sorted(tmp.iterdir())))
