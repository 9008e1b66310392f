"""Views of a shared document."""


class Observable:
    def __init__(self):
        self.__observers = []

    def add_observer(self, observer):
        if observer not in self.__observers:
            self.__observers.append(observer)

    def remove_observer(self, observer):
        self.__observers.remove(observer)

    def notify(self, *args):
        for observer in self.__observers[:]:
            observer.update(self, *args)


class Document(Observable):
    def __init__(self):
        super().__init__()
        self.text = ""

    def write(self, text):
        self.text += text
        self.notify(text)


document = Document()


class View:
    def __init__(self, subject):
        self.seen = 0
        subject.add_observer(self)  # leak: listener

    def update(self, subject, text):
        self.seen += len(text)


def open_view():
    view = View(document)
    document.write("abc")
    return view.seen


def scenario(tmp):
    print(open_view())
    document.text = ""
