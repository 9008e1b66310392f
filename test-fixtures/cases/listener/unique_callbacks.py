"""Reports are printed by functions that may be asked for more than once."""


class Printer:
    def __init__(self):
        self._outputs = set()
        self._named = {}

    def add_output(self, output):
        self._outputs.add(output)

    def set_named(self, name, output):
        self._named[name] = output

    def emit(self, text):
        for output in self._outputs:
            output(text)
        for output in self._named.values():
            output(text)


printer = Printer()
lines = []


def remember(text):
    lines[:] = [text]


class Page:
    def __init__(self, title):
        self.title = title
        printer.add_output(remember)
        printer.set_named("page", self.show)

    def show(self, text):
        self.title = text


def scenario(tmp):
    page = Page("first")
    printer.emit("hello")
    print(lines, page.title)
