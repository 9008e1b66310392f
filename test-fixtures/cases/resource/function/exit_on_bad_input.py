"""A command that gives up with a status when its input makes no sense."""
import sys


def command(path):
    source = open(path)
    line = None
    try:
        line = source.readline().strip()
    finally:
        if not line or not line.isdigit():
            source.close()
    if source.closed:
        sys.exit(f"bad input: {line!r}")
    with source:
        return int(line) + len(source.read())


def scenario(tmp):
    (tmp / "good").write_text("41\nx")
    (tmp / "bad").write_text("forty\n")
    for name in ("good", "bad"):
        try:
            print(command(tmp / name))
        except SystemExit as stop:
            print(stop)
