"""Decode telegrams that arrive as groups of five digits."""
from itertools import islice


class Codebook:
    def __init__(self, entries):
        self._words = {f"{code:05d}": word for code, word in entries.items()}

    def lookup(self, group):
        return self._words.get(group)


class TelegramReader:
    """Iterates over the words of one telegram, in order."""

    def __init__(self, lines, codebook, *, strict=False):
        self.codebook = codebook
        self.strict = strict
        self.unknown = 0
        groups = (group for line in lines for group in line.split())
        self._words = map(self._decode, groups)  # leak: cycle

    def __iter__(self):
        return self

    def __next__(self):
        word = next(self._words)
        while word is None:
            word = next(self._words)
        return word

    def _decode(self, group):
        word = self.codebook.lookup(group)
        if word is None:
            self.unknown += 1
            if self.strict:
                raise ValueError(f"no such group: {group}")
        return word

    def head(self, count):
        return " ".join(islice(self, count))


def summarise(telegrams, codebook):
    subjects = {}
    for sender, lines in telegrams.items():
        reader = TelegramReader(lines, codebook)
        opening = reader.head(2)
        rest = sum(1 for _ in reader)
        subjects[sender] = (opening, rest, reader.unknown)
    return subjects


def scenario(tmp):
    book = Codebook({101: "arrive", 102: "tuesday", 103: "stop", 250: "send", 251: "money"})
    print(summarise({
        "Lisbon": ["00101 00102 00103", "00250 99999 00251"],
        "Porto": ["00250 00251"],
    }, book))
