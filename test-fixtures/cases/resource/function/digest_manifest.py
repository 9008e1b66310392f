"""Checks the files of a download against their digests."""
import hashlib


def mismatches(folder, manifest):
    wrong = []
    for name, expected in manifest.items():
        actual = hashlib.sha256(open(folder / name, "rb").read()).hexdigest()  # leak: resource
        if actual[: len(expected)] != expected:
            wrong.append(name)
    return wrong


def scenario(tmp):
    (tmp / "a.bin").write_bytes(b"a")
    (tmp / "b.bin").write_bytes(b"b")
    print(mismatches(tmp, {"a.bin": "ca978112", "b.bin": "00"}))
