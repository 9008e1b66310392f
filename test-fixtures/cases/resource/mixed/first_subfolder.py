"""The first folder of a directory that looks like a project."""
import os


def find_project(root, marker):
    for entry in os.scandir(root):  # leak: resource
        if entry.is_dir() and os.path.exists(os.path.join(entry.path, marker)):
            return entry.name
    return None


def scenario(tmp):
    for name in ("alpha", "beta"):
        (tmp / name).mkdir()
        (tmp / name / "setup.cfg").touch()
    print(find_project(tmp, "setup.cfg") in ("alpha", "beta"), find_project(tmp, "missing"))
