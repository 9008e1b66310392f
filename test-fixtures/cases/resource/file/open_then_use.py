"""A dictionary on disk that is opened by hand."""


class DiskDictionary:
    def __init__(self, path):
        self.path = path
        self.file = None

    def open(self):
        self.file = open(self.path)  # leak: resource #1
        return self

    def close(self):
        self.file.close()
        self.file = None

    def lookup(self, word):
        self.file.seek(0)
        for line in self.file:
            key, _, meaning = line.partition(" ")
            if key == word:
                return meaning.strip()
        raise KeyError(word)


def meaning(path, word):
    dictionary = DiskDictionary(path).open()  # leak: resource #1
    result = dictionary.lookup(word)  # leak: resource #1
    dictionary.close()
    return result


def scenario(tmp):
    (tmp / "d").write_text("cat a small animal\n")
    for word in ("cat", "unicorn"):
        try:
            print(meaning(tmp / "d", word))
        except KeyError as error:
            print("no", error)
