"""Count the entries of a phone book."""


class PhoneBook:
    def __init__(self, path):
        self._book = open(path)  # leak: resource #1

    def __len__(self):
        self._book.seek(0)
        return sum(1 for line in self._book if ":" in line)

    def close(self):
        self._book.close()


def entries(*paths):
    return sum(len(PhoneBook(path)) for path in paths)  # leak: resource #1


def scenario(tmp):
    (tmp / "a").write_text("ann:1\nbo:2\n")
    (tmp / "b").write_text("# empty\n")
    print(entries(tmp / "a", tmp / "b"))
