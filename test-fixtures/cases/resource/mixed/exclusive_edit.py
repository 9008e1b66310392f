"""Edit a document while nobody else does."""
from contextlib import contextmanager


@contextmanager
def editing(path):
    document = open(path, "r+")  # leak: resource
    yield document
    document.close()


def shorten(path, limit):
    with editing(path) as document:
        text = document.read()
        if limit > len(text):
            raise ValueError("nothing to shorten")
        document.truncate(limit)


def scenario(tmp):
    essay = tmp / "essay"
    essay.write_text("to be or not to be")
    shorten(essay, 5)
    try:
        shorten(essay, 50)
    except ValueError as error:
        print(error, essay.read_text())
