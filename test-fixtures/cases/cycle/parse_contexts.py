"""Contexts of a parser know the one around them; nobody above knows those below."""


class Context:
    def __init__(self, kind, parent=None):
        self.kind = kind
        self.parent = parent
        self.names = set()

    def enter(self, kind):
        return Context(kind, self)

    def sees(self, name):
        return name in self.names or (self.parent is not None and self.parent.sees(name))


def check(words):
    context, missing = Context("module"), []
    for word in words:
        if word == "{":
            context = context.enter("block")
        elif word == "}":
            context = context.parent
        elif word.startswith("+"):
            context.names.add(word[1:])
        elif not context.sees(word):
            missing.append(word)
    return missing


def scenario(tmp):
    print(check("+a { +b a b } a b".split()))
