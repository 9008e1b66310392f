"""Collect the parts of a report in a directory and write the table of contents at the end."""
import contextlib


class Bundle:
    def __init__(self, folder, title):
        self.folder = folder
        self.title = title
        self.parts = []
        self._at_end = contextlib.ExitStack()
        self._at_end.callback(self._write_contents)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return self._at_end.__exit__(*exc_info)

    def add(self, name, text):
        if not text.strip():
            return self
        path = self.folder / f"{len(self.parts):02}_{name}.txt"
        path.write_text(text, encoding="utf-8")
        self.parts.append(path.name)
        return self

    def when_done(self, action, *arguments):
        self._at_end.callback(action, self, *arguments)

    def _write_contents(self):
        lines = [self.title, "=" * len(self.title), *self.parts]
        (self.folder / "contents.txt").write_text("\n".join(lines), encoding="utf-8")


def announce(bundle, printer):
    printer(f"{bundle.title}: {len(bundle.parts)} parts")


def assemble(folder, title, chapters):
    with Bundle(folder, title) as bundle:
        bundle.when_done(announce, print)
        for name, text in chapters.items():
            bundle.add(name, text)
    return (folder / "contents.txt").read_text(encoding="utf-8")


def scenario(tmp):
    print(assemble(tmp, "Harvest 1987", {"apples": "many", "quinces": " ", "pears": "few"}))
