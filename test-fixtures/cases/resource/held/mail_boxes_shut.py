"""Open mail boxes by their names, at most two at a time."""
from collections import OrderedDict


class Boxes:
    LIMIT = 2

    def __init__(self, folder):
        self.folder = folder
        self.open_boxes = OrderedDict()

    def _box(self, name):
        box = self.open_boxes.pop(name, None)
        if box is None:
            box = open(self.folder / name, "a")
        self.open_boxes[name] = box
        while len(self.open_boxes) > self.LIMIT:
            _, oldest = self.open_boxes.popitem(last=False)
            oldest.close()
        return box

    def deliver(self, name, text):
        self._box(name).write(text + "\n")

    def shut(self, name):
        box = self.open_boxes.pop(name)
        box.close()

    def close(self):
        while self.open_boxes:
            _, box = self.open_boxes.popitem()
            box.close()


def scenario(tmp):
    boxes = Boxes(tmp)
    for name in ("ann", "bo", "cy", "ann"):
        boxes.deliver(name, "hi")
    boxes.shut("ann")
    boxes.close()
    print((tmp / "ann").read_text().split(), (tmp / "cy").read_text())
