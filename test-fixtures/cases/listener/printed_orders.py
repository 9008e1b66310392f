"""Jobs of a printer say when they are done; whoever waits is called one after the other."""


class Printer:
    def __init__(self):
        self.pages = 0
        self._after = []

    def then(self, callback):
        self._after.append(callback)
        return callback

    def print(self, pages):
        self.pages += pages
        self._flush(pages)

    def _flush(self, pages):
        todo, self._after = self._after, []
        for callback in todo:
            callback(pages)


PRINTER = Printer()


class Order:
    def __init__(self, pages):
        self.pages = pages
        self.done = False

    def submit(self):
        PRINTER.then(self._finished)
        PRINTER.print(self.pages)

    def _finished(self, pages):
        self.done = True


def scenario(tmp):
    order = Order(3)
    order.submit()
    seen = []
    PRINTER.then(lambda pages: seen.append(pages))
    PRINTER.print(2)
    print(order.done, seen)
