"""Viewers of notes follow the theme until they are closed, once or twice."""


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


class Viewer:
    def __init__(self, text):
        self.text = text
        self.colour = "white"
        self.open = True
        themes.attach(self)

    def paint(self, colour):
        self.colour = colour

    def close(self):
        if not self.open:
            return
        self.open = False
        themes.detach(self)


class Page:
    def __init__(self, number):
        self.number = number
        self.colour = None
        self._attached = number > 0
        if self._attached:
            themes.attach(self)

    def paint(self, colour):
        self.colour = colour

    def close(self):
        if not self._attached:
            return self.colour
        themes.detach(self)
        return self.colour


def scenario(tmp):
    viewer, pages = Viewer("tea"), [Page(0), Page(1)]
    themes.choose("red")
    viewer.close()
    viewer.close()
    print(viewer.colour, [page.close() for page in pages])
