"""Which documents are open, for the Window menu."""
import contextlib
import itertools
import weakref

_untitled = itertools.count(1)


class Document:
    def __init__(self, title, text=""):
        self.title = title
        self.text = text
        self.dirty = False

    def insert(self, text):
        self.text += text
        self.dirty = True

    def save(self, directory):
        path = directory / f"{self.title}.txt"
        path.write_text(self.text, encoding="utf-8")
        self.dirty = False
        return path


class WindowMenu:
    def __init__(self):
        self._documents = []  # leak: cache #1

    def watch(self, document):
        self._documents.append(weakref.ref(document))  # leak: cache #1
        return document

    def living(self):
        documents = [reference() for reference in self._documents]
        return [document for document in documents if document is not None]

    def entries(self):
        return [("* " if document.dirty else "  ") + document.title for document in self.living()]


class Application:
    def __init__(self):
        self.menu = WindowMenu()
        self.recent = {}

    def new(self, title=None):
        return self.menu.watch(Document(title or f"untitled{next(_untitled)}"))

    @contextlib.contextmanager
    def editing(self, title, directory):
        document = self.new(title)
        self.recent["last"] = title
        try:
            yield document
        finally:
            document.save(directory)


app = Application()


def scenario(tmp):
    with app.editing("minutes", tmp) as document:
        document.insert("Present: all")
        print(app.menu.entries())
    other = app.new("agenda")
    print(len((tmp / "minutes.txt").read_text()), other.title in app.menu.entries()[-1])
