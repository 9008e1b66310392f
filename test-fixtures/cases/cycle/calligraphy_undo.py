"""Editing model of a lettering program: strokes can be taken back and drawn again."""
from abc import ABC, abstractmethod


class Edit(ABC):
    def __init__(self, target):
        self.target = target  # leak: cycle #1

    @abstractmethod
    def apply(self): ...

    @abstractmethod
    def revert(self): ...


class Write(Edit):
    def __init__(self, target, text):
        super().__init__(target)  # leak: cycle #1
        self.text = text

    def apply(self):
        self.target.glyphs.extend(self.text)

    def revert(self):
        del self.target.glyphs[-len(self.text):]


class Recolour(Edit):
    def __init__(self, target, ink):
        super().__init__(target)  # leak: cycle #1
        self.ink, self.before = ink, None

    def apply(self):
        self.before, self.target.ink = self.target.ink, self.ink

    def revert(self):
        self.target.ink = self.before


class History:
    def __init__(self):
        self.done, self.undone = [], []  # leak: cycle #1

    def run(self, edit):
        edit.apply()
        self.done.append(edit)  # leak: cycle #1
        self.undone.clear()

    def step_back(self):
        if not self.done:
            return False
        edit = self.done.pop()
        edit.revert()
        self.undone.append(edit)  # leak: cycle #1
        return True


class Sheet:
    verbs = {"write": Write, "ink": Recolour}

    def __init__(self):
        self.glyphs = []
        self.ink = "black"
        self.history = History()  # leak: cycle #1

    def perform(self, verb, argument):
        self.history.run(self.verbs[verb](self, argument))  # leak: cycle #1

    def __str__(self):
        return f"{''.join(self.glyphs)} in {self.ink}"


def scenario(tmp):
    sheet = Sheet()
    for verb, argument in [("write", "Lorem"), ("ink", "sepia"), ("write", " ipsum")]:
        sheet.perform(verb, argument)
    print(sheet)
    sheet.history.step_back()
    print(sheet, sheet.history.step_back(), len(sheet.history.undone))
