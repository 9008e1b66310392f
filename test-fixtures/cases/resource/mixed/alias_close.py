"""Append a line to the younger one of two files."""


def append(first, second, line):
    a, b = open(first, "a"), open(second, "a")
    younger, older = (a, b) if first.stat().st_mtime_ns > second.stat().st_mtime_ns else (b, a)
    try:
        younger.write(line)
    finally:
        for stream in (older, younger):
            stream.close()
    return younger.name


def scenario(tmp):
    (tmp / "1").touch()
    print(append(tmp / "1", tmp / "2", "hello\n") != "")
