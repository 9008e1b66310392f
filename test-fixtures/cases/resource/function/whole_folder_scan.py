"""Lists the files of a folder by age; the iterator is used up."""
import os


def by_age(folder):
    return [entry.name for entry in sorted(os.scandir(folder), key=lambda entry: entry.stat().st_mtime)]


def scenario(tmp):
    for age, name in enumerate(("old", "newer", "newest")):
        (tmp / name).touch()
        os.utime(tmp / name, (age, age))
    print(by_age(tmp))
