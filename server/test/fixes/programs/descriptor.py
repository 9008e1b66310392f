# fix: os.open descriptor finally
import os


def head(path):
    fd = os.open(path, os.O_RDONLY)
    data = os.read(fd, 2)
    if not data:
        return None
    os.close(fd)
    return data


def scenario(tmp):
    for text in ("", "abc"):
        (tmp / "a").write_text(text)
        print(head(tmp / "a"))
