"""Checks the files of a download against their digests without reading them into memory."""
import hashlib


def mismatches(folder, manifest):
    wrong = []
    for name, expected in manifest.items():
        digest = hashlib.sha256()
        with (stream := (folder / name).open("rb")):
            while chunk := stream.read(1 << 16):
                digest.update(chunk)
        if not digest.hexdigest().startswith(expected):
            wrong.append(name)
    return wrong


def scenario(tmp):
    (tmp / "a.bin").write_bytes(b"a")
    (tmp / "b.bin").write_bytes(b"b")
    print(mismatches(tmp, {"a.bin": "ca978112", "b.bin": "00"}))
