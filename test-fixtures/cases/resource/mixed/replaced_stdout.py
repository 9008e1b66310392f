"""Print into a file for a while."""
import sys


class PrintTo:
    def __init__(self, path):
        self._path = path

    def __enter__(self):
        self._before = sys.stdout
        sys.stdout = open(self._path, "w")

    def __exit__(self, *exc_info):
        sys.stdout.close()
        sys.stdout = self._before


def scenario(tmp):
    with PrintTo(tmp / "out"):
        print("into the file")
    print((tmp / "out").read_text())
