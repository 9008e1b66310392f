"""Scene graph of a small 2D game; a scene lives for one level."""


class Disposable:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.dispose()

    def dispose(self):
        for part in self._parts():
            part.dispose()
        vars(self).clear()

    def _parts(self):
        return ()


class Node(Disposable):
    def __init__(self, name, x=0, y=0):
        self.name = name
        self.offset = (x, y)
        self.parent = None
        self.children = []

    def attach(self, child):
        child.parent = self
        self.children.append(child)
        return child

    def _parts(self):
        return tuple(self.children)

    def position(self):
        x, y = self.offset
        if self.parent is not None:
            px, py = self.parent.position()
            x, y = x + px, y + py
        return x, y


class Scene(Node):
    def __init__(self, name):
        super().__init__(name)
        self.scene_index = {name: self}

    def place(self, name, x, y, on=None):
        host = self.scene_index[on] if on else self
        self.scene_index[name] = host.attach(Node(name, x, y))
        return self


def play(level):
    with Scene("level") as scene:
        for name, x, y, on in level:
            scene.place(name, x, y, on)
        return {name: node.position() for name, node in scene.scene_index.items()}


def scenario(tmp):
    print(play([("tower", 10, 0, None), ("flag", 1, 20, "tower")]))
    print(play([]))
