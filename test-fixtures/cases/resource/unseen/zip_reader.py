"""Reads the manifest of a package."""
import zipfile


def manifest(path):
    package = zipfile.ZipFile(path)  # leak: resource
    return package.read("MANIFEST").decode().split()


def scenario(tmp):
    with zipfile.ZipFile(tmp / "p.zip", "w") as package:
        package.writestr("MANIFEST", "a b")
    print(manifest(tmp / "p.zip"))
