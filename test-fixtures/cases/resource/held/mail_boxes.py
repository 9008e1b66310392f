"""Open mail boxes by their names; a box that is shut goes away."""


class Boxes:
    def __init__(self, folder):
        self.folder = folder
        self.open_boxes = {}

    def deliver(self, name, text):
        if name not in self.open_boxes:
            self.open_boxes[name] = open(self.folder / name, "a")  # leak: resource
        self.open_boxes[name].write(text + "\n")
        self.open_boxes[name].flush()

    def shut(self, name):
        del self.open_boxes[name]

    def close(self):
        for box in self.open_boxes.values():
            box.close()


def scenario(tmp):
    boxes = Boxes(tmp)
    boxes.deliver("ann", "hi")
    boxes.deliver("bo", "hello")
    boxes.shut("ann")
    boxes.close()
    print((tmp / "ann").read_text(), (tmp / "bo").read_text())
