"""Measures a file between entering and leaving."""


class Ruler:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = open(self.path, "rb")  # leak: resource
        return self

    def __exit__(self, *exc_info):
        self.length = self.file.tell()

    def measure(self):
        return len(self.file.read())


class Tape(Ruler):
    def __exit__(self, *exc_info):
        super().__exit__(*exc_info)
        self.file.close()


def scenario(tmp):
    (tmp / "f").write_bytes(b"12345")
    with Ruler(tmp / "f") as ruler:
        print(ruler.measure())
    with Tape(tmp / "f") as tape:
        print(tape.measure(), tape.file.tell())
