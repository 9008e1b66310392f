"""A reader for plain text, and one for text with a tag in front."""


class Reader:
    def __init__(self, path):
        self.source = open(path)  # leak: resource #1

    def text(self):
        return self.source.read()

    def close(self):
        self.source.close()


class TaggedReader(Reader):
    def __init__(self, path):
        super().__init__(path)  # leak: resource #1
        self.tag = self.source.readline().strip()
        self.source = open(path, encoding="utf-8")  # leak: resource #1


class CarefulReader(Reader):
    def __init__(self, path):
        super().__init__(path)
        self.tag = self.source.readline().strip()
        self.source.close()
        self.source = open(path, encoding="utf-8")


def scenario(tmp):
    (tmp / "t").write_text("tag\ntext\n")
    for kind in (Reader, TaggedReader, CarefulReader):
        reader = kind(tmp / "t")
        print(len(reader.text()))
        reader.close()
