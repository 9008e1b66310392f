"""Reads the first line of a member of a package; the member is a stream of its own."""
import zipfile


def first_line(path, name):
    with zipfile.ZipFile(path) as package:
        member = package.open(name)  # leak: resource
        return member.readline().decode().strip()


def scenario(tmp):
    with zipfile.ZipFile(tmp / "p.zip", "w") as package:
        package.writestr("notes", "one\ntwo\n")
    print(first_line(tmp / "p.zip", "notes"))
