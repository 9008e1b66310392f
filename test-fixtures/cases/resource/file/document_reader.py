"""A document whose reader property opens the file anew each time."""


class Document:
    def __init__(self, path):
        self.path = path

    @property
    def reader(self):
        return open(self.path)  # leak: resource #1

    def title(self):
        with self.reader as stream:
            return stream.readline().strip("# \n")

    def length(self):
        return len(self.reader.read())  # leak: resource #1


def scenario(tmp):
    (tmp / "doc").write_text("# Title\n\ntext\n")
    document = Document(tmp / "doc")
    print(document.title(), document.length())
