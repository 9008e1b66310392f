"""Views that follow a document; a mixin ends what they have begun."""


class Document:
    def __init__(self):
        self._observers = {}

    def observe(self, field, observer):
        self._observers.setdefault(field, []).append(observer)

    def unobserve(self, field, observer):
        self._observers[field].remove(observer)

    def change(self, field, value):
        for observer in list(self._observers.get(field, ())):
            observer(value)


document = Document()


class Following:
    def __init__(self):
        self._followed = []

    def follow(self, field, observer):
        document.observe(field, observer)
        self._followed.append((field, observer))

    def close(self):
        for field, observer in self._followed:
            document.unobserve(field, observer)
        self._followed.clear()


class Title(Following):
    def __init__(self):
        super().__init__()
        self.text = ""
        self.follow("title", self.set)

    def set(self, value):
        self.text = value


class Footer(Following):
    def __init__(self):
        super().__init__()
        self.text = ""
        document.observe("title", self.set)  # leak: listener

    def set(self, value):
        self.text = value.lower()


def scenario(tmp):
    views = [Title(), Footer()]
    document.change("title", "Tea")
    for view in views:
        view.close()
    print([view.text for view in views])
