"""Writes a compressed backup through an open file, to be able to say how big it became."""
import gzip


def back_up(text, target):
    raw = open(target, "wb")  # leak: resource
    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write(text.encode())
    return raw.tell()


def scenario(tmp):
    target = tmp / "backup.gz"
    print(back_up("all my notes " * 50, target) == target.stat().st_size or "not flushed")
