"""What lies in a folder, seen through os.scandir."""
import os


def census(folder):
    listing = sorted(os.scandir(folder), key=lambda entry: entry.name)
    with os.scandir(folder) as entries:
        folders = any(entry.is_dir() for entry in entries)
    return [entry.name for entry in listing], folders


def scenario(tmp):
    (tmp / "b").mkdir()
    (tmp / "a").touch()
    print(census(tmp))
