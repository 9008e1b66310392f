"""Recipes in a file with an index at its head."""


class BadIndex(Exception):
    pass


class RecipeBook:
    def __init__(self, path):
        self._file = open(path)  # leak: resource
        self.index = self._file.readline().split()
        if not self.index:
            raise BadIndex(path.name)

    def titles(self):
        return [title.capitalize() for title in self.index]

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def scenario(tmp):
    (tmp / "cakes").write_text("apple plum\n")
    (tmp / "empty").write_text("\n")
    for path in sorted(tmp.iterdir()):
        try:
            with RecipeBook(path) as book:
                print(book.titles())
        except BadIndex as error:
            print("no index in", error)
