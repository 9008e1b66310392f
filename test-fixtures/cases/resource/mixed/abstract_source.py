"""Sources of measurements with a common template method."""


class Source:
    def values(self, path):
        stream = self.open_stream(path)
        try:
            return [self.convert(line) for line in stream]
        finally:
            self.done(stream)

    def done(self, stream):
        stream.close()


class Whole(Source):
    def open_stream(self, path):
        return open(path)

    def convert(self, line):
        return int(line)


class Scaled(Whole):
    def convert(self, line):
        return int(line) / 10


def scenario(tmp):
    (tmp / "v").write_text("10\n25\n")
    print(Whole().values(tmp / "v"), Scaled().values(tmp / "v"))
