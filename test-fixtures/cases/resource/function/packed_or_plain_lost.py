"""Greps in logs, some of which are packed by a tool that stores a length in front."""


def grep(path, word):
    stream = path.open("rb")  # leak: resource
    if path.suffix == ".len":
        length = int.from_bytes(stream.read(2), "big")
        lines = stream.read(length).splitlines()
    else:
        lines = stream.read().splitlines()
        stream.close()
    return [number for number, line in enumerate(lines, 1) if word in line]


def scenario(tmp):
    (tmp / "a.log").write_bytes(b"x\nerror\n")
    (tmp / "b.len").write_bytes(b"\0\6error\n")
    print([grep(path, b"error") for path in sorted(tmp.iterdir())])
