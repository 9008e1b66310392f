"""Greps in logs, some of which are packed."""
import gzip
import lzma


def grep(path, word):
    stream = gzip.open(path, "rt") if path.suffix == ".gz" else lzma.open(path, "rt") if path.suffix == ".xz" else path.open()
    hits = []
    with stream:
        for number, line in enumerate(stream, 1):
            if word in line:
                hits.append(number)
    return hits


def scenario(tmp):
    (tmp / "a.log").write_text("x\nerror\n")
    (tmp / "b.gz").write_bytes(gzip.compress(b"error\n"))
    (tmp / "c.xz").write_bytes(lzma.compress(b"error\nerror\n"))
    print([grep(path, "error") for path in sorted(tmp.iterdir())])
