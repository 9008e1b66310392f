"""Write a file that appears only when everything went well."""
import os


class AtomicFile:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self._part = open(f"{self.path}.part", "w")  # leak: resource
        return self._part

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self._part.close()
            os.replace(f"{self.path}.part", self.path)


def save(path, numbers):
    with AtomicFile(path) as out:
        for number in numbers:
            out.write(f"{100 // number}\n")


def scenario(tmp):
    save(tmp / "good", [1, 5])
    try:
        save(tmp / "bad", [2, 0])
    except ZeroDivisionError:
        print((tmp / "good").read_text().split(), (tmp / "bad").exists())
