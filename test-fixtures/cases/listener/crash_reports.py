"""Crash reports say which document was being worked on."""
import sys
import types


class Breadcrumbs:
    def __init__(self, document):
        self.document = document
        self.steps = []

    def leave(self, step):
        self.steps.append(step)
        del self.steps[:-5]

    def __str__(self):
        return f"{self.document}: {' > '.join(self.steps)}"


def install(crumbs, sink):
    """Put a note about the crash into ``sink`` before anything else happens."""
    following = sys.excepthook

    def report(kind, problem, traceback):
        sink.append(f"{kind.__name__} in {crumbs}")
        if not issubclass(kind, KeyboardInterrupt):
            following(kind, problem, traceback)

    sys.excepthook = report  # leak: listener #1
    return report


class Workbook:
    def __init__(self, name):
        self.name = name
        self.cells = types.SimpleNamespace()
        self.notes = []
        self.crumbs = Breadcrumbs(name)
        install(self.crumbs, self.notes)  # leak: listener #1

    def put(self, cell, value):
        self.crumbs.leave(f"put {cell}")
        setattr(self.cells, cell, value)

    def formula(self, cell, function, *operands):
        self.crumbs.leave(f"formula {cell}")
        values = [getattr(self.cells, operand) for operand in operands]
        self.put(cell, function(values))


def calculate(name, prices):
    book = Workbook(name)
    for index, price in enumerate(prices):
        book.put(f"a{index}", price)
    book.formula("total", sum, *(f"a{index}" for index in range(len(prices))))
    return book.cells.total, str(book.crumbs), book.notes


def scenario(tmp):
    print(calculate("budget", [3, 4, 5]))
    print(calculate("empty", []))
