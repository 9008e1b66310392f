# fix: Path(path).open file
from pathlib import Path


def scenario(tmp):
    path = str(tmp / "a")
    Path(path).write_bytes(b"a\r\nb")
    print(repr(Path(path).open().read()))
    print(Path(path).open("rb").read())
    print(Path(path).open(encoding="latin-1", errors="strict").read())
    print(Path(path).open("rt").readline())
