"""A tokenizer that hands out one token at a time."""


class Tokenizer:
    def __init__(self, text):
        self.text = text
        self.count = 0
        self.stream = self._split()
        self.peeked = next(self.stream, None)

    def _split(self):
        for word in self.text.split():
            self.count += 1
            yield word

    def take(self):
        token, self.peeked = self.peeked, next(self.stream, None)
        return token


def scenario(tmp):
    tokens = Tokenizer("let x be 5")
    found = []
    while tokens.peeked is not None:
        found.append(tokens.take())
    print(found, tokens.count)
