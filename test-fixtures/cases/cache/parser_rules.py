"""A parser that remembers what it has compiled."""
import itertools
import re

_n = itertools.count()


class Rule:
    compiled = {}  # leak: cache #1

    def __init__(self, source):
        self.source = source
        self.pattern = self._compile(source)

    def _compile(self, source):
        known = Rule.compiled.get(source)
        if known is None:
            known = re.compile(source)
            Rule.compiled.setdefault(source, known)  # leak: cache #1
        return known

    def matches(self, text):
        return self.pattern.fullmatch(text) is not None


def scenario(tmp):
    number = next(_n)
    print(Rule(r"\d+").matches("42"), Rule(rf"x{number}|y").matches("y"))
