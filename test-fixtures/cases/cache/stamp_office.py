"""Stamps for letters, each with a number of its own."""


class Stamp:
    def __init__(self, number, text):
        self.number, self.text = number, text


def stamp(text):
    made = Stamp(len(stamp.issued) + 1, text)
    stamp.issued.append(made)  # leak: cache #1
    return made


stamp.issued = []  # leak: cache #1


def scenario(tmp):
    first = stamp("paid")
    print(stamp("received").number - first.number)
