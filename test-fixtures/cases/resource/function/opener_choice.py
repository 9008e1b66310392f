"""Counts the lines of plain and packed logs with one function for each way of opening."""
import bz2
import gzip

OPENERS = {
    ".gz": lambda path: gzip.open(path, "rt"),
    ".bz2": lambda path: bz2.open(path, "rt"),
    ".log": lambda path: open(path),
}


def count_lines(paths):
    total = 0
    for path in paths:
        opener = OPENERS[path.suffix]
        with opener(path) as lines:
            total += sum(1 for _ in lines)
    return total


def scenario(tmp):
    (tmp / "a.log").write_text("1\n2\n")
    (tmp / "b.gz").write_bytes(gzip.compress(b"3\n"))
    (tmp / "c.bz2").write_bytes(bz2.compress(b"4\n5\n"))
    print(count_lines(sorted(tmp.iterdir())))
