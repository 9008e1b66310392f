"""Editors of notes follow the theme as long as they are open."""


class Themes:
    def __init__(self):
        self._observers = []

    def attach(self, observer):
        self._observers.append(observer)

    def detach(self, observer):
        self._observers.remove(observer)

    def choose(self, colour):
        for observer in list(self._observers):
            observer.paint(colour)


themes = Themes()


class Editor:
    def __init__(self, text):
        self.text = text
        self.edits = []
        self.colour = "white"
        themes.attach(self)  # leak: listener

    def paint(self, colour):
        self.colour = colour

    def close(self):
        if len(self.edits) == 0:
            return self.text
        self.text += "".join(self.edits)
        themes.detach(self)
        return self.text


def edit(*pieces):
    editor = Editor("note: ")
    themes.choose("blue")
    editor.edits.extend(pieces)
    return editor.close()


def scenario(tmp):
    print(edit("tea", "milk"))
    print(edit())
