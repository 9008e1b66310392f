"""Numbered handles for objects of a drawing, as a scripting interface hands them out."""
import functools
import itertools
import weakref

_handles = itertools.count(1)
_by_handle = {}


def _forget(handle, _reference):
    _by_handle.pop(handle, None)


def handle_of(shape):
    """The handle of a shape; the same one as long as the shape lives."""
    if shape.handle is None:
        shape.handle = next(_handles)
        _by_handle[shape.handle] = weakref.ref(shape, functools.partial(_forget, shape.handle))
    return shape.handle


def shape_of(handle):
    reference = _by_handle.get(handle)
    shape = reference() if reference else None
    if shape is None:
        raise LookupError("no such shape")
    return shape


class Shape:
    def __init__(self, kind, *corners):
        self.kind = kind
        self.corners = list(corners)
        self.handle = None

    def move(self, dx, dy):
        self.corners = [(x + dx, y + dy) for x, y in self.corners]


class Script:
    verbs = {"move": Shape.move}

    def __init__(self, drawing):
        self.handles = [handle_of(shape) for shape in drawing]

    def run(self, text):
        for line in text.splitlines():
            verb, index, *numbers = line.split()
            self.verbs[verb](shape_of(self.handles[int(index)]), *map(int, numbers))


def scenario(tmp):
    drawing = [Shape("line", (0, 0), (2, 2)), Shape("dot", (5, 5))]
    script = Script(drawing)
    script.run("move 0 1 1\nmove 1 -5 0\nmove 0 1 0")
    print([(shape.kind, shape.corners) for shape in drawing])
    drawing.pop()
    try:
        script.run("move 1 1 1")
    except LookupError as error:
        print(error)
