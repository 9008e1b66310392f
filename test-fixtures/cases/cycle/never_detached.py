"""Layers of a drawing; detach exists, but nobody calls it."""


class Layer:
    def __init__(self, drawing, name):
        self.drawing = drawing  # leak: cycle #1
        self.name = name

    def detach(self):
        self.drawing.layers.remove(self)
        self.drawing = None


class Drawing:
    def __init__(self):
        self.layers = []

    def layer(self, name):
        layer = Layer(self, name)  # leak: cycle #1
        self.layers.append(layer)  # leak: cycle #1
        return layer


def scenario(tmp):
    drawing = Drawing()
    drawing.layer("paper")
    drawing.layer("ink")
    print([layer.name for layer in drawing.layers])
