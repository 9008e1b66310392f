"""Reads nested parts of a stream by recursion; the outermost call ends it."""


def read_part(stream, depth=0):
    parts = []
    while (mark := stream.read(1)) not in ("", ")"):
        parts.append(read_part(stream, depth + 1) if mark == "(" else mark)
    if depth == 0:
        stream.close()
    return parts


def parse(path):
    return read_part(open(path))


def scenario(tmp):
    (tmp / "expr").write_text("a(b(c)d)e")
    print(parse(tmp / "expr"))
