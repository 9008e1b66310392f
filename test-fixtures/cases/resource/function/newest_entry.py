"""Tells whether a folder holds anything that must be indexed."""
import os


def needs_indexing(folder, suffixes):
    entries = os.scandir(folder)  # leak: resource
    for entry in entries:
        if entry.is_file() and entry.name.endswith(suffixes):
            return True
    return False


def scenario(tmp):
    for name in ("a.md", "b.md"):
        (tmp / name).touch()
    print(needs_indexing(tmp, (".rst", ".md")), needs_indexing(tmp, (".tex",)))
