"""Counts the lines of a packed log."""
import gzip


def count_lines(path):
    log = gzip.open(path, "rt")  # leak: resource
    return sum(1 for _ in log)


def scenario(tmp):
    (tmp / "log.gz").write_bytes(gzip.compress(b"1\n2\n"))
    print(count_lines(tmp / "log.gz"))
