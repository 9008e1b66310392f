"""Documents and drawings record what was done to them in one history."""
import itertools

_n = itertools.count()


class Recorded:
    history = []  # leak: cache #1

    def record(self, action):
        self.history.append((type(self).__name__, action))  # leak: cache #1


class Document(Recorded):
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        self.record("write")


class Drawing(Recorded):
    def line(self):
        self.record("line")


def scenario(tmp):
    document = Document()
    document.write("abc")
    Drawing().line()
    print(document.text, Recorded.history[-1])
