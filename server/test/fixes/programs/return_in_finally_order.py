# fix: open file
import os


def store(path):
    f = open(path + ".new", "w")
    f.write("x" * 5)
    if not path:
        return
    f.close()
    os.replace(path + ".new", path)


def scenario(tmp):
    store(str(tmp / "a"))
    print((tmp / "a").read_text())
