"""Windows know their children weakly, and children their window strongly."""
import weakref


class Window:
    def __init__(self, title):
        self.title = title
        self._children = []

    def add(self, child):
        self._children.append(weakref.ref(child))
        child.window = self
        return child

    @property
    def children(self):
        return [child for ref in self._children if (child := ref()) is not None]


class Child:
    window = None

    def __init__(self, name):
        self.name = name


def scenario(tmp):
    window = Window("main")
    kept = [window.add(Child("menu")), window.add(Child("status"))]
    print([child.name for child in window.children], kept[0].window.title)
