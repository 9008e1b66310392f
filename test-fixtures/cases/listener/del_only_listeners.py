"""Rows of a table follow its sorting."""


class Sorter:
    def __init__(self):
        self._subs = []

    def attach(self, callback):
        self._subs.append(callback)

    def detach(self, callback):
        self._subs.remove(callback)

    def fire(self, *args):
        for callback in list(self._subs):
            callback(*args)


sorter = Sorter()


class Row:
    def __init__(self, text):
        self.text = text
        sorter.attach(self.sorted_by)  # leak: listener

    def sorted_by(self, key):
        self.text = f"{key}:{self.text}"

    def __del__(self):
        sorter.detach(self.sorted_by)


def scenario(tmp):
    row = Row("a")
    sorter.fire("name")
    print(row.text[-1])
