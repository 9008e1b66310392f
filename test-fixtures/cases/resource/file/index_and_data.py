"""A table in two files, an index and its data."""


class Table:
    def __init__(self, folder):
        self._files = {}
        for part in ("index", "data"):
            self._files[part] = open(folder / part, "a+b")

    def insert(self, row):
        data, index = self._files["data"], self._files["index"]
        index.write(data.tell().to_bytes(4, "big"))
        data.write(row)

    def rows(self):
        return self._files["index"].tell() // 4

    def close(self):
        while self._files:
            _, handle = self._files.popitem()
            handle.close()


def fill(folder, rows):
    table = Table(folder)
    try:
        for row in rows:
            table.insert(row)
        return table.rows()
    finally:
        table.close()


def scenario(tmp):
    print(fill(tmp, [b"one", b"two"]), fill(tmp, [b"three"]))
