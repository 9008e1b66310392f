"""Sorts the lines of a file by way of a scratch file."""
import os
import tempfile


def sort_in_place(path):
    _, scratch = tempfile.mkstemp(dir=path.parent)  # leak: resource
    with open(path) as unsorted, open(scratch, "w") as ordered:
        ordered.writelines(sorted(unsorted))
    os.replace(scratch, path)


def scenario(tmp):
    names = tmp / "names.txt"
    names.write_text("cy\nann\nbo\n")
    sort_in_place(names)
    print(names.read_text().split())
