"""Areas of polygons, computed once per polygon."""
import functools
import itertools

_offset = itertools.count()


class Polygon:
    def __init__(self, *corners):
        self.corners = corners

    def edges(self):
        return zip(self.corners, self.corners[1:] + self.corners[:1])

    @functools.cache  # leak: cache
    def area(self):
        return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in self.edges())) / 2

    def moved(self, dx, dy):
        return Polygon(*((x + dx, y + dy) for x, y in self.corners))


def scenario(tmp):
    square = Polygon((0, 0), (2, 0), (2, 2), (0, 2))
    offset = next(_offset)
    print(square.area(), square.moved(offset, 1).area())
