"""Reads one text out of an archive."""
import io
import tarfile


def read_member(path, name):
    archive = tarfile.open(path)  # leak: resource
    member = archive.extractfile(name)
    return member.read().decode()


def scenario(tmp):
    path = tmp / "docs.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("readme")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"hello"))
    print(read_member(path, "readme"))
