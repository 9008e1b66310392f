"""Terminals listen to a line; what is closed early was told so by its state."""


class Line:
    def __init__(self):
        self._ears = []

    def add(self, ear):
        self._ears.append(ear)

    def remove(self, ear):
        self._ears.remove(ear)

    def send(self, text):
        for ear in list(self._ears):
            ear(text)


line = Line()


class Terminal:
    def __init__(self, name):
        self.name = name
        self.text = []
        self._line = line
        line.add(self.hear)

    def hear(self, text):
        self.text.append(text)

    def close(self):
        if self._line is None:
            return
        self._line.remove(self.hear)
        self._line = None


class Printer:
    def __init__(self):
        self.pages = []
        self.result = None
        line.add(self.print)

    def print(self, text):
        self.pages.append(text)

    def finish(self):
        if self.result is not None:
            return self.result
        line.remove(self.print)
        self.result = len(self.pages)
        return self.result


class Scanner:
    def __init__(self):
        self.count = 0
        line.add(self.scan)

    def scan(self, text):
        self.count += 1

    def stop(self):
        try:
            if self.count > 1:
                return "many"
            return "few"
        finally:
            line.remove(self.scan)


def work(words):
    terminal, printer, scanner = Terminal("a"), Printer(), Scanner()
    for word in words:
        line.send(word)
    terminal.close()
    return terminal.text, printer.finish(), scanner.stop()


def scenario(tmp):
    print(work(["x"]), work(["y", "z"]), work([]))
