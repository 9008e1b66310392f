"""Components of a music score editor share one selection."""


class Selection:
    def __init__(self):
        self.notes = ()
        self._changed = []

    def listen(self, callback):
        self._changed.append(callback)

    def ignore(self, callback):
        self._changed.remove(callback)

    def select(self, *notes):
        self.notes = notes
        for callback in self._changed[:]:
            callback(notes)


selection = Selection()


class Component:
    """Subscribes what carries a mark, and lets go of it on ``dispose``."""

    def __init__(self):
        self._bound = []
        for name in dir(type(self)):
            method = getattr(type(self), name)
            if getattr(method, "on_selection", False):
                self._bind(getattr(self, name))

    def _bind(self, callback):
        selection.listen(callback)
        self._bound.append(callback)

    def dispose(self):
        while self._bound:
            selection.ignore(self._bound.pop())


def on_selection(method):
    method.on_selection = True
    return method


class Inspector(Component):
    def __init__(self):
        self.text = "nothing"
        super().__init__()

    @on_selection
    def describe(self, notes):
        self.text = f"{len(notes)} notes from {min(notes, default='-')}"


class Player(Component):
    def __init__(self, volume):
        super().__init__()
        self.volume = volume
        self.played = []
        self._bind(self.preview)

    def preview(self, notes):
        self.played += [f"{note}@{self.volume}" for note in notes]

    def dispose(self):
        self.played.append("stop")
        super().dispose()


def session(*choices):
    components = [Inspector(), Player(volume=7)]
    try:
        for choice in choices:
            selection.select(*choice)
        return components[0].text, components[1].played
    finally:
        for component in reversed(components):
            component.dispose()


def scenario(tmp):
    print(session("ce", "g"))
    print(session())
