"""Suggest what was searched for lately."""
import itertools
from collections import OrderedDict

_customer = itertools.count(1)


class Recent(OrderedDict):
    """A mapping that forgets its oldest entries."""

    capacity = 6

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.capacity:
            self.popitem(last=False)


class Search:
    def __init__(self, words, hits):
        self.words = words
        self.hits = hits

    def matches(self, start):
        return any(word.startswith(start) for word in self.words)


SEARCHES = Recent()
CATALOGUE = ("red bicycle", "blue bicycle", "bicycle bell", "tricycle", "tent")


def search(text):
    words = tuple(text.lower().split())
    if words in SEARCHES:
        SEARCHES.move_to_end(words)
        return SEARCHES[words].hits
    hits = [item for item in CATALOGUE if all(word in item for word in words)]
    SEARCHES[words] = Search(words, hits)
    return hits


def suggestions(start):
    return [" ".join(query.words) for query in reversed(SEARCHES.values()) if query.matches(start)]


def scenario(tmp):
    print(search("bicycle"), search("Red Bicycle"))
    for _ in range(3):
        search(f"hammock {next(_customer)}")
    print(suggestions("bi"), len(SEARCHES) <= Recent.capacity)
