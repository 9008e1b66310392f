"""The last few visitors of a page are told about changes."""


class Page:
    def __init__(self):
        self._listeners = []

    def add_listener(self, listener):
        self._listeners.append(listener)
        if len(self._listeners) > 3:
            self._listeners.pop(0)

    def change(self, text):
        for listener in self._listeners:
            listener(text)


page = Page()


class Visitor:
    def __init__(self):
        self.text = None
        page.add_listener(self.changed)

    def changed(self, text):
        self.text = text


def scenario(tmp):
    visitor = Visitor()
    page.change("new")
    print(visitor.text)
