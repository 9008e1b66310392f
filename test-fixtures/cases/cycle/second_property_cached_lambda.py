"""A document with a lazily made formatter."""
import functools


class Document:
    def __init__(self, words):
        self.words = words

    @functools.cached_property
    def formatter(self):  # leak: cycle #1
        return lambda width: " ".join(self.words)[:width]  # leak: cycle #1

    def show(self, width):
        return self.formatter(width)


def scenario(tmp):
    print(Document(["to", "be", "or", "not"]).show(5))
