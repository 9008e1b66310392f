"""Journals that are packed entry by entry."""
import gzip


def pack(path, entries):
    with gzip.GzipFile(fileobj=open(path, "wb"), mode="wb", mtime=0) as packed:  # leak: resource
        for entry in entries:
            packed.write(entry.encode() + b"\n")


def unpack(path):
    with gzip.open(path, "rt") as journal:
        return journal.read().split()


def scenario(tmp):
    pack(tmp / "week.gz", ["monday", "tuesday"])
    print((tmp / "week.gz").stat().st_size > 0)
