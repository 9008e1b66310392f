"""An index of the words of documents."""
import collections
import itertools

_n = itertools.count()


class Index:
    def __init__(self):
        self.places = collections.defaultdict(set)  # leak: cache #1

    def add(self, name, text):
        for place, word in enumerate(text.lower().split()):
            self.places[word].add((name, place))  # leak: cache #1

    def find(self, word):
        return sorted(self.places.get(word, ()))[:1]


INDEX = Index()


def scenario(tmp):
    INDEX.add("a", f"the tea number {next(_n)}")
    print(INDEX.find("tea"))
