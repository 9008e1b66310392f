"""A scene graph: nodes take care of their parents themselves."""


class Node:
    def __init__(self, name):
        self.name = name
        self._parent = None
        self._children = []

    @property
    def parent(self):
        return self._parent

    @parent.setter
    def parent(self, node):
        self._parent = node  # leak: cycle #1
        if node is not None:
            node._children.append(self)  # leak: cycle #1

    def path(self):
        return self.name if self.parent is None else f"{self.parent.path()}/{self.name}"


def scenario(tmp):
    root, arm, hand = Node("root"), Node("arm"), Node("hand")
    arm.parent = root
    hand.parent = arm
    print(hand.path())
