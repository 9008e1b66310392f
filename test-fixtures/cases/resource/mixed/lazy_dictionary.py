"""A dictionary that opens its file with the first look-up."""


class Dictionary:
    def __init__(self, path):
        self._path = path
        self._words = None

    @property
    def words(self):
        if self._words is None:
            self._words = open(self._path)  # leak: resource
        self._words.seek(0)
        return self._words

    def __contains__(self, word):
        return any(line.strip() == word for line in self.words)


def unknown(text, path):
    dictionary = Dictionary(path)
    return [word for word in text.split() if word not in dictionary]


def scenario(tmp):
    (tmp / "words").write_text("red\ngreen\n")
    print(unknown("red blue green", tmp / "words"))
