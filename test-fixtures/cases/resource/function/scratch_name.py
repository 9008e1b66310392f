"""Writes a preview of a report to a scratch file and gives its name."""
import os
import tempfile


def preview(report, folder):
    name = tempfile.mkstemp(suffix=".preview", dir=folder)[1]  # leak: resource
    with open(name, "w") as out:
        out.write(report[:20])
    return name


def scenario(tmp):
    name = preview("Sales were up by 4 percent in the north.", tmp)
    print(os.path.getsize(name), name.endswith(".preview"))
