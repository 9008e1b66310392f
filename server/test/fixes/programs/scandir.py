# fix: os.scandir directory-iterator
import os


def scenario(tmp):
    (tmp / "a").write_text("")
    entries = os.scandir(tmp)
    first = next(entries)
    print(first.name)
