"""Folding instructions as a chain that can be read forwards and backwards."""
from contextlib import closing


class Fold:
    __slots__ = ("text", "earlier", "later")

    def __init__(self, text):
        self.text = text
        self.earlier = None
        self.later = None


class Instructions:
    def __init__(self):
        self.first = None
        self.last = None

    def then(self, text):
        fold = Fold(text)
        if self.last is None:
            self.first = fold
        else:
            fold.earlier = self.last
            self.last.later = fold
        self.last = fold
        return self

    def forwards(self):
        fold = self.first
        while fold is not None:
            yield fold.text
            fold = fold.later

    def backwards(self):
        fold = self.last
        while fold is not None:
            yield f"undo {fold.text}"
            fold = fold.earlier

    def _drain(self):
        fold, self.first, self.last = self.first, None, None
        while fold is not None:
            yield fold
            fold = fold.later

    def close(self):
        for fold in self._drain():
            fold.earlier = None


def read_aloud(steps, reverse=False):
    with closing(Instructions()) as instructions:
        for step in steps:
            instructions.then(step)
        reading = instructions.backwards() if reverse else instructions.forwards()
        return list(reading)


def scenario(tmp):
    crane = ["square base", "petal fold", "turn over", "inside reverse fold"]
    print(read_aloud(crane))
    print(read_aloud(crane[:2], reverse=True))
