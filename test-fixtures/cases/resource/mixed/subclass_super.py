"""Two layers of a journal, each with a file of its own."""


class Journal:
    def __init__(self, path):
        self._out = open(path, "w")

    def add(self, line):
        self._out.write(line + "\n")

    def close(self):
        self._out.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class IndexedJournal(Journal):
    def __init__(self, path, index):
        super().__init__(path)
        self._index = open(index, "w")

    def add(self, line):
        super().add(line)
        self._index.write(line[:1])

    def close(self):
        try:
            self._index.close()
        finally:
            super().close()


def scenario(tmp):
    with IndexedJournal(tmp / "j", tmp / "i") as journal:
        journal.add("apple")
        journal.add("pear")
    print((tmp / "i").read_text())
