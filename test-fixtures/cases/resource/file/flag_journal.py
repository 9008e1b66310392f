"""Writes a journal to a path, which it then owns, or to a stream of the caller."""
import io


class Journal:
    def __init__(self, target):
        if hasattr(target, "write"):
            self._out, self._own = target, False
        else:
            self._out, self._own = open(target, "w"), True

    def note(self, text):
        self._out.write(text + "\n")

    def close(self):
        if self._own:
            self._out.close()


def scenario(tmp):
    memory = io.StringIO()
    for target in (memory, tmp / "journal"):
        journal = Journal(target)
        try:
            journal.note("sunny")
        finally:
            journal.close()
    print(memory.getvalue(), (tmp / "journal").read_text())
