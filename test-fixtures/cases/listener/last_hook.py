"""The document that was opened last hears of the save key."""

HOOKS = {"save": None, "close": None}


class Document:
    def __init__(self, name):
        self.name = name
        self.saved = 0
        HOOKS["save"] = self.save
        HOOKS["close"] = lambda: setattr(self, "name", None)

    def save(self):
        self.saved += 1


def key(name):
    hook = HOOKS.get(name)
    if hook is not None:
        hook()


def scenario(tmp):
    first, second = Document("a"), Document("b")
    key("save")
    key("close")
    print(first.saved, second.saved, first.name, second.name)
