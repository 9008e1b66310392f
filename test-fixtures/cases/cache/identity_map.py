"""A small object-relational mapper with one session for the program."""
import itertools

_pk = itertools.count(1)


class Model:
    def __init__(self, pk, **fields):
        self.pk = pk
        self.__dict__.update(fields)


class Author(Model):
    table = "author"


class Book(Model):
    table = "book"


class Session:
    def __init__(self, rows):
        self._rows = rows
        self._identities = {}  # leak: cache #1

    def get(self, model, pk):
        key = (model.table, pk)
        found = self._identities.get(key)
        if found is None:
            found = model(pk, **self._rows(model.table, pk))
            self._identities[key] = found  # leak: cache #1
        return found


def fetch(table, pk):
    return {"name": f"{table} {pk}"}


session = Session(fetch)


def scenario(tmp):
    pk = next(_pk)
    author, book = session.get(Author, pk), session.get(Book, pk)
    print(author is session.get(Author, pk), book.name.split()[0])
