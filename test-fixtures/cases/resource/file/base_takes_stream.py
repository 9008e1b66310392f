"""Documents work on streams; a base class ends what its subclasses have begun."""


class Document:
    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.stream.close()


class Letter(Document):
    def __init__(self, path):
        super().__init__(open(path))

    def sender(self):
        return self.stream.readline().strip()


class Scan(Document):
    def __init__(self, path):
        Document.__init__(self, path.open("rb"))

    def size(self):
        return len(self.stream.read())


def scenario(tmp):
    (tmp / "letter").write_text("ann\nhello\n")
    (tmp / "scan").write_bytes(bytes(10))
    with Letter(tmp / "letter") as letter, Scan(tmp / "scan") as scan:
        print(letter.sender(), scan.size())
