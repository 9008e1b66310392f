# fix: os.open descriptor finally
import os


def head(path, count):
    fd = os.open(path, os.O_RDONLY)
    count = int(count)
    data = os.read(fd, count)
    os.close(fd)
    return data


def scenario(tmp):
    (tmp / "a").write_text("abc")
    try:
        head(tmp / "a", "x")
    except ValueError as error:
        print(error)
