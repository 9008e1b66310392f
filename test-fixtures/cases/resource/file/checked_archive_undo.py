"""Opens archives of a certain format and refuses others."""


class FormatError(Exception):
    pass


class Archive:
    def __init__(self, path):
        self._stream = open(path, "rb")
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    def _check(self):
        magic = self._stream.read(4)
        if magic != b"ARC\0":
            raise FormatError(f"bad magic {magic!r}")

    def body(self):
        return self._stream.read()

    def close(self):
        self._stream.close()


def scenario(tmp):
    (tmp / "good").write_bytes(b"ARC\0body")
    (tmp / "bad").write_bytes(b"PK\3\4body")
    for name in ("good", "bad"):
        archive = None
        try:
            archive = Archive(tmp / name)
            print(archive.body())
        except FormatError as error:
            print(error)
        finally:
            if archive:
                archive.close()
