"""What an archive contains."""
import tarfile


def index(path):
    return sorted(tarfile.open(path).getnames())  # leak: resource


def pack(path, members):
    with tarfile.open(path, "w") as archive:
        for member in members:
            archive.add(member, arcname=member.name)


def scenario(tmp):
    for name in ("b.txt", "a.txt"):
        (tmp / name).write_text(name)
    pack(tmp / "all.tar", [tmp / "a.txt", tmp / "b.txt"])
    print(index(tmp / "all.tar"))
