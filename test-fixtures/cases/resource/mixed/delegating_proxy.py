"""Count the bytes that are written through a file."""


class CountingFile:
    def __init__(self, file):
        self._file = file
        self.count = 0

    def write(self, data):
        self.count += len(data)
        return self._file.write(data)

    def __getattr__(self, name):
        return getattr(self._file, name)


def write_all(path, chunks):
    out = CountingFile(open(path, "wb"))
    try:
        for chunk in chunks:
            out.write(chunk)
        return out.count
    finally:
        out.close()


def scenario(tmp):
    print(write_all(tmp / "x", [b"abc", b"de"]))
