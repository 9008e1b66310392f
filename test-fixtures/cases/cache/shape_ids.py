"""Tracked shapes, by identity."""


class Shape:
    _all = {}  # leak: cache #1

    def __init__(self, sides):
        self.sides = sides
        Shape._all[id(self)] = self  # leak: cache #1

    @classmethod
    def count(cls):
        return len(cls._all) > 0


def scenario(tmp):
    Shape(3)
    print(Shape.count())
