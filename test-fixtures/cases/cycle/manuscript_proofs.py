"""Proof-reading marks for a manuscript."""
import re
from functools import cached_property


class Marker:
    PATTERN = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)

    def __init__(self, source):
        self.source = source  # leak: cycle #1
        self.marks = []

    def scan(self):
        self.marks = [
            (number, hit.group(1).lower())
            for number, line in enumerate(self.source.lines, 1)
            for hit in self.PATTERN.finditer(line)
        ]
        return self

    def __len__(self):
        return len(self.marks)


class StrictMarker(Marker):
    def scan(self):
        super().scan()
        for number, line in enumerate(self.source.lines, 1):
            if line != line.rstrip():
                self.marks.append((number, "trailing space"))
        self.marks.sort()
        return self


class Document:
    marker_type = Marker

    def __init__(self, text):
        self.lines = text.split("\n")

    @classmethod
    def load(cls, path):
        return cls(path.read_text(encoding="utf-8"))

    @property
    def words(self):
        return sum(len(line.split()) for line in self.lines)


class Manuscript(Document):
    marker_type = StrictMarker

    @cached_property
    def proofs(self):
        marker = self.marker_type(self)  # leak: cycle #1
        return marker.scan()  # leak: cycle #1

    def verdict(self):
        if not self.words:
            return "empty"
        return "clean" if not len(self.proofs) else f"{len(self.proofs)} marks in {self.words} words"


def review(paths):
    for path in paths:
        manuscript = Manuscript.load(path)
        yield path.stem, manuscript.verdict()


def scenario(tmp):
    (tmp / "one.txt").write_text("It was the the best\nof times. \nOf times", encoding="utf-8")
    (tmp / "two.txt").write_text("Call me Ishmael.", encoding="utf-8")
    for name, verdict in review(sorted(tmp.glob("*.txt"))):
        print(name, verdict)
