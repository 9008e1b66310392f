"""Readers for the record formats of two vendors; the base class knows how to end."""


class RecordReader:
    source = None

    def records(self):
        raise NotImplementedError

    def close(self):
        if self.source is not None:
            self.source.close()
            self.source = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class AcmeReader(RecordReader):
    def __init__(self, path):
        self.source = open(path)

    def records(self):
        return [line.split(";") for line in self.source.read().splitlines()]


class BetaReader(RecordReader):
    def __init__(self, path):
        self.source = path.open("rb")

    def records(self):
        return [chunk.decode().split("|") for chunk in self.source.read().split(b"\0")]


def scenario(tmp):
    (tmp / "a").write_text("1;2\n3;4\n")
    (tmp / "b").write_bytes(b"5|6\x007|8")
    for kind, name in ((AcmeReader, "a"), (BetaReader, "b")):
        with kind(tmp / name) as reader:
            print(reader.records())
