"""Opens archives of a certain format and refuses others."""


class FormatError(Exception):
    pass


class Archive:
    def __init__(self, path):
        self._stream = open(path, "rb")  # leak: resource
        magic = self._stream.read(4)
        if magic != b"ARC\0":
            raise FormatError(f"bad magic {magic!r}")

    def body(self):
        return self._stream.read()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._stream.close()


def scenario(tmp):
    (tmp / "good").write_bytes(b"ARC\0body")
    (tmp / "bad").write_bytes(b"PK\3\4body")
    for name in ("good", "bad"):
        try:
            with Archive(tmp / name) as archive:
                print(archive.body())
        except FormatError as error:
            print(error)
