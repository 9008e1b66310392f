"""A tape on which everything is called by two names."""
import io
import tarfile


class Tape:
    def __init__(self, path, mode="r"):
        self.file = open(path, mode + "b")
        try:
            self.archive = tarfile.open(fileobj=self.file, mode=mode)
        except BaseException:
            self.file.close()
            raise

    def close(self, *unused):
        try:
            self.archive.close()
        finally:
            self.file.close()

    __exit__ = close

    def __enter__(self):
        return self


def scenario(tmp):
    with Tape(tmp / "tape", "w") as tape:
        note = tarfile.TarInfo("note")
        note.size = 5
        tape.archive.addfile(note, io.BytesIO(b"hello"))
    tape = Tape(tmp / "tape")
    try:
        print(tape.archive.getnames())
    finally:
        tape.close()
