"""A reader of text files and a special one for a format with a header."""


class TextReader:
    def __init__(self, path):
        self.stream = open(path)  # leak: resource #1

    def lines(self):
        return [line.strip() for line in self.stream]

    def close(self):
        self.stream.close()


class HeaderReader(TextReader):
    def __init__(self, path, encoding):
        super().__init__(path)  # leak: resource #1
        self.stream = open(path, encoding=encoding)  # leak: resource #1
        self.header = self.stream.readline().strip()


def scenario(tmp):
    (tmp / "t").write_text("header\nbody\n")
    for make in (lambda: TextReader(tmp / "t"), lambda: HeaderReader(tmp / "t", "ascii")):
        reader = make()
        try:
            print(reader.lines())
        finally:
            reader.close()
