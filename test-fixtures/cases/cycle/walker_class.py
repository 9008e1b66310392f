"""Count the nodes of nested tuples with a visitor."""


class Visitor:
    def __init__(self):
        self.counts = {}
        self.dispatch = {int: self.visit_int, tuple: self.visit_tuple}  # leak: cycle

    def visit(self, node):
        self.dispatch[type(node)](node)
        return self

    def visit_int(self, node):
        self.counts["int"] = self.counts.get("int", 0) + 1

    def visit_tuple(self, node):
        self.counts["tuple"] = self.counts.get("tuple", 0) + 1
        for inner in node:
            self.visit(inner)


class FreeVisitor:
    handlers = {int: "visit_int"}

    def __init__(self):
        self.seen = 0

    def visit(self, node):
        getattr(self, self.handlers[type(node)])(node)
        return self.seen

    def visit_int(self, node):
        self.seen += node


def scenario(tmp):
    print(Visitor().visit((1, (2, 3))).counts, FreeVisitor().visit(4))
