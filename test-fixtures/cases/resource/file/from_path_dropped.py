"""A parser that works on streams, with a second constructor for files."""


class Parser:
    def __init__(self, stream):
        self.stream = stream

    @staticmethod
    def from_path(path):
        return Parser(open(path))  # leak: resource #1

    def pairs(self):
        return dict(line.strip().split(": ", 1) for line in self.stream)

    def close(self):
        self.stream.close()


def recipients(path):
    return Parser.from_path(path).pairs()["To"].split(", ")  # leak: resource #1


def scenario(tmp):
    (tmp / "headers").write_text("From: ann\nTo: bo, cy\n")
    print(recipients(tmp / "headers"))
