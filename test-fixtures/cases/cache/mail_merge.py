"""Fills in the blanks of form letters."""
import itertools
import re

_letter = itertools.count(1)
BLANK = re.compile(r"\[(\w+)(?:\|([^\]]*))?\]")


class Template:
    __slots__ = ("parts", "names")

    def __init__(self, parts, names):
        self.parts = parts
        self.names = names

    def fill(self, values):
        pieces = []
        for part in self.parts:
            if isinstance(part, str):
                pieces.append(part)
            else:
                name, fallback = part
                pieces.append(str(values.get(name, fallback or "")))
        return "".join(pieces)


def parse(source):
    parts, names, position = [], [], 0
    for match in BLANK.finditer(source):
        parts.append(source[position:match.start()])
        parts.append(match.groups())
        names.append(match.group(1))
        position = match.end()
    parts.append(source[position:])
    return Template(parts, names)


def template(source):
    known = template.__dict__.setdefault("parsed", {})  # leak: cache #1
    if source in known:
        return known[source]
    known[source] = made = parse(source)  # leak: cache #1
    return made


def missing(source, values):
    return [name for name in template(source).names if name not in values]


def merge(source, people):
    return [template(source).fill(person) for person in people]


def scenario(tmp):
    number = next(_letter)
    source = f"[salutation|Dear] [name], this is letter {number}."
    letters = merge(source, [{"name": "Ada"}, {"name": "Bo", "salutation": "Hi"}])
    print([letter.partition(",")[0] for letter in letters])
    print(missing(source, {"name": "Cy"}))
