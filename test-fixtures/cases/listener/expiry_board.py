"""A board of notices; listeners are given up when their time is over."""


class Entry:
    def __init__(self, call, rounds):
        self.call = call
        self.rounds = rounds


class Board:
    def __init__(self):
        self._entries = {}
        self._number = 0

    def listen(self, call, rounds=2):
        self._number += 1
        self._entries[self._number] = Entry(call, rounds)

    def post(self, text):
        for number, entry in list(self._entries.items()):
            entry.call(text)
            entry.rounds -= 1
            if entry.rounds == 0:
                self._expire(number)

    def _expire(self, number):
        del self._entries[number]


board = Board()


class Reader:
    def __init__(self):
        self.texts = []
        board.listen(self.read)

    def read(self, text):
        self.texts.append(text)


def scenario(tmp):
    reader = Reader()
    for text in ("one", "two", "three"):
        board.post(text)
    print(reader.texts)
