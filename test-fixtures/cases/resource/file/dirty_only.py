"""A notebook that writes itself back when something was changed."""


class Notebook:
    def __init__(self, path):
        self._file = open(path, "r+")  # leak: resource
        self._notes = self._file.read().splitlines()
        self._dirty = False

    def add(self, note):
        self._notes.append(note)
        self._dirty = True

    def __len__(self):
        return len(self._notes)

    def close(self):
        if self._dirty:
            self._file.seek(0)
            self._file.write("\n".join(self._notes))
            self._file.close()


def scenario(tmp):
    path = tmp / "notes"
    path.write_text("milk")
    for note in ("bread", None):
        book = Notebook(path)
        try:
            if note:
                book.add(note)
            print(len(book))
        finally:
            book.close()
