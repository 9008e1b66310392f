"""Layers of a game take the keyboard and give it back."""

HANDLERS = {"left": [], "right": []}


def press(key):
    for handler in HANDLERS[key]:
        handler()


class Layer:
    def __init__(self):
        self.x = 0

    def show(self):
        HANDLERS["left"].append(self.left)
        HANDLERS["right"].append(self.right)

    def hide(self):
        for key, handlers in HANDLERS.items():
            HANDLERS[key] = [one for one in handlers if one.__self__ is not self]

    def left(self):
        self.x -= 1

    def right(self):
        self.x += 1


def scenario(tmp):
    layer = Layer()
    layer.show()
    for key in ("left", "right", "right"):
        press(key)
    layer.hide()
    press("left")
    print(layer.x)
