"""Looks up suggestions when nobody has typed for a while."""
import threading


class SearchBox:
    def __init__(self, found):
        self.query = ""
        self._found = found
        self._pending = None

    def type(self, text):
        self.query += text
        if self._pending:
            self._pending.cancel()
        self._pending = threading.Timer(30.0, self._search)
        self._pending.daemon = True
        self._pending.start()

    def _search(self):
        self._found.append(self.query)

    def submit(self):
        timer, self._pending = self._pending, None
        if timer is not None:
            timer.cancel()
            timer.join()
        self._search()


def scenario(tmp):
    found = []
    box = SearchBox(found)
    for letter in "tea":
        box.type(letter)
    box.submit()
    print(found)
