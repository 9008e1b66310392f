"""A parser that works on streams, with a second constructor for files."""


class Parser:
    def __init__(self, stream):
        self.stream = stream

    @classmethod
    def from_path(cls, path):
        return cls(open(path))

    def pairs(self):
        return dict(line.strip().split(": ", 1) for line in self.stream)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stream.close()


def scenario(tmp):
    (tmp / "headers").write_text("From: ann\nTo: bo\n")
    with Parser.from_path(tmp / "headers") as parser:
        print(parser.pairs())
    with Parser(open(tmp / "headers")) as parser:
        print(len(parser.pairs()))
