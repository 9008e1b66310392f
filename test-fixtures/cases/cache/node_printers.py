"""Prints Python expressions with more brackets."""
import ast
import itertools

_n = itertools.count()


class Printer:
    def __init__(self):
        self._methods = {}

    def show(self, node):
        kind = node.__class__
        method = self._methods.get(kind)
        if method is None:
            method = getattr(Printer, f"show_{kind.__name__}", Printer.show_other)
            self._methods[kind] = method
        return method(self, node)

    def show_BinOp(self, node):
        sign = {ast.Add: "+", ast.Mult: "*"}.get(type(node.op), "?")
        return f"({self.show(node.left)} {sign} {self.show(node.right)})"

    def show_Constant(self, node):
        return repr(node.value)

    def show_other(self, node):
        return f"<{type(node).__name__}>"


PRINTER = Printer()


def scenario(tmp):
    tree = ast.parse(f"1 + 2 * 3 + f({next(_n)})", mode="eval")
    print(PRINTER.show(tree.body))
