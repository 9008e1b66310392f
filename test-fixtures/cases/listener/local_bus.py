"""A document notifies the views that were opened for it."""


class Document:
    def __init__(self, text):
        self.text = text
        self._observers = []

    def add_observer(self, observer):
        self._observers.append(observer)

    def set_text(self, text):
        self.text = text
        for observer in self._observers:
            observer.text_changed(text)


class WordCount:
    def __init__(self, document):
        self.words = len(document.text.split())
        document.add_observer(self)

    def text_changed(self, text):
        self.words = len(text.split())


def count(first, second):
    document = Document(first)
    view = WordCount(document)
    document.set_text(second)
    return view.words


def scenario(tmp):
    print(count("one", "one two three"))
