"""A wizard asks for changes of the catalogue while it is shown."""


class Catalogue:
    def __init__(self):
        self.listeners = []
        self.items = []

    def add_listener(self, listener):
        self.listeners.append(listener)

    def remove_listener(self, listener):
        if listener in self.listeners:
            self.listeners.remove(listener)

    def add(self, item):
        self.items.append(item)
        for listener in list(self.listeners):
            listener(item)


catalogue = Catalogue()


class Wizard:
    def __init__(self, remember=False):
        self.remember = remember
        self.seen = []
        catalogue.add_listener(self.changed)  # leak: listener

    def changed(self, item):
        self.seen.append(item)

    def finish(self):
        if self.remember:
            catalogue.remove_listener(self.changed)
            return list(self.seen)
        return []


class Preview:
    def __init__(self):
        self.seen = []
        catalogue.add_listener(self.changed)

    def changed(self, item):
        self.seen.append(item)

    def finish(self):
        if self.changed in catalogue.listeners:
            catalogue.remove_listener(self.changed)
        return len(self.seen)


def scenario(tmp):
    wizard, preview = Wizard(), Preview()
    for item in ("kettle", "cup"):
        catalogue.add(item)
    catalogue.items.clear()
    print(wizard.finish(), preview.finish())
