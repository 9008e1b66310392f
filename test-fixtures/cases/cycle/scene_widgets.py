"""Widgets of a text-mode user interface: boxes in boxes, with inherited styles."""
import weakref


class Parented:
    """Mixin for things that know what they are in."""

    _holder = None

    @property
    def parent(self):
        return self._holder() if self._holder is not None else None

    @parent.setter
    def parent(self, value):
        self._holder = None if value is None else weakref.ref(value)

    def ancestors(self):
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Widget(Parented):
    def __init__(self, name, **style):
        self.name = name
        self.own_style = style

    def style(self, key, default=None):
        for widget in (self, *self.ancestors()):
            if key in widget.own_style:
                return widget.own_style[key]
        return default

    def draw(self, indent=0):
        yield f"{' ' * indent}{self.name} [{self.style('colour', 'black')}]"


class Box(Widget):
    def __init__(self, name, *children, **style):
        super().__init__(name, **style)
        self.children = []
        for child in children:
            self.add(child)

    def add(self, child):
        if child.parent is not None:
            child.parent.children.remove(child)
        child.parent = self
        self.children.append(child)
        return child

    def draw(self, indent=0):
        yield from super().draw(indent)
        for child in self.children:
            yield from child.draw(indent + 2)


def scenario(tmp):
    footer = Box("footer", Widget("help"), colour="grey")
    window = Box("window", Box("body", Widget("list"), Widget("detail", colour="red")), footer, colour="blue")
    moved = window.children[0].add(footer.children[0])
    print("\n".join(window.draw()))
    print([widget.name for widget in moved.ancestors()])
