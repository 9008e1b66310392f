"""Plural forms, remembered by a small class used as a function."""
import itertools

_n = itertools.count()


class Memo:
    def __init__(self, function):
        self.function = function
        self.results = {}  # leak: cache #1

    def __call__(self, word):
        try:
            return self.results[word]
        except KeyError:
            result = self.results[word] = self.function(word)  # leak: cache #1
            return result


@Memo
def plural(word):
    return [word + ("es" if word.endswith("s") else "s")]


def scenario(tmp):
    print(plural("bus"), len(plural(f"word{next(_n)}")))
