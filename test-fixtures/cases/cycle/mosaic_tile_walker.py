"""Size up mosaics that are described as trees of tiles, rows and columns."""
from typing import Any, Callable, NamedTuple


class Size(NamedTuple):
    width: int
    height: int


Measure = Callable[[Any], Size]


def size_tile(node: dict, measure: Measure) -> Size:
    return Size(*node["size"])


def size_row(node: dict, measure: Measure) -> Size:
    sizes = [measure(part) for part in node["parts"]]
    return Size(sum(s.width for s in sizes), max(s.height for s in sizes))


def size_column(node: dict, measure: Measure) -> Size:
    sizes = [measure(part) for part in node["parts"]]
    return Size(max(s.width for s in sizes), sum(s.height for s in sizes))


class Surveyor:
    def __init__(self, grout: int = 0):
        self.grout = grout
        self.visited = 0
        self.rules = {"tile": size_tile, "row": size_row, "column": size_column}

    def survey(self, mosaic: dict) -> Size:
        def measure(node):
            self.visited += 1
            width, height = self.rules[node["kind"]](node, measure)
            return Size(width + self.grout, height + self.grout)

        try:
            return measure(mosaic)
        finally:
            measure = None


def tile(width, height):
    return {"kind": "tile", "size": (width, height)}


def scenario(tmp):
    border = {"kind": "row", "parts": [tile(2, 1), tile(3, 2)]}
    mosaic = {"kind": "column", "parts": [border, tile(4, 4), border]}
    surveyor = Surveyor(grout=1)
    print(surveyor.survey(mosaic), surveyor.visited)
    print(Surveyor().survey(tile(7, 7)))
