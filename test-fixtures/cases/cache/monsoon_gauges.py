"""Rain gauges, identified by the grid square they stand in."""
import itertools

_survey = itertools.count(1)


class Interned(type):
    """Instances with equal arguments are the same object."""

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        cls.known = {}  # leak: cache #1

    def __call__(cls, *key):
        found = cls.known.get(key)
        if found is None:
            found = super().__call__(*key)
            cls.known[key] = found  # leak: cache #1
        return found


class Square(metaclass=Interned):
    __slots__ = ("east", "north", "millimetres")

    def __init__(self, east, north):
        self.east, self.north = east, north
        self.millimetres = 0.0

    def neighbours(self):
        return [(self.east + dx, self.north + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))]


def record(lines):
    touched = set()
    for line in lines:
        east, north, amount = line.split()
        square = Square(int(east), int(north))
        square.millimetres += float(amount)
        touched.add(square)
    return touched


def wettest(squares):
    best = max(squares, key=lambda square: square.millimetres)
    return best.millimetres, len(best.neighbours())


def scenario(tmp):
    column = next(_survey)
    squares = record([f"{column} 4 2.5", f"{column} 5 7", f"{column} 4 6.5"])
    print(len(squares), wettest(squares))
