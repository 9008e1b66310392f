"""Scale confectionery formulas: an expression is a nested tuple, worked out by a table of rules."""
import operator
from functools import reduce


class FormulaError(ValueError):
    pass


def make_walker(amounts):
    """A function that works out formulas for the given amounts of the ingredients."""
    rules = {}  # leak: cycle #1

    def rule(*names):
        def keep(function):
            for name in names:
                rules[name] = function  # leak: cycle #1
            return function
        return keep

    def walk(node):  # leak: cycle #1
        if isinstance(node, (int, float)):
            return node
        head, *rest = node
        try:
            return rules[head](*rest)  # leak: cycle #1
        except KeyError:
            raise FormulaError(f"no rule for {head!r}") from None

    @rule("of")
    def amount(name):
        return amounts.get(name, 0)

    @rule("sum", "mix")  # leak: cycle #1
    def total(*parts):  # leak: cycle #1
        return sum(walk(part) for part in parts)  # leak: cycle #1

    @rule("times")  # leak: cycle #1
    def product(*parts):  # leak: cycle #1
        return reduce(operator.mul, map(walk, parts), 1)  # leak: cycle #1

    @rule("most")  # leak: cycle #1
    def largest(*parts):  # leak: cycle #1
        return max(map(walk, parts), default=0)  # leak: cycle #1

    return walk


def grams(formula, **amounts):
    return round(make_walker(amounts)(formula), 1)


def scenario(tmp):
    dough = ("mix", ("of", "almonds"), ("times", 0.8, ("of", "sugar")))
    print(grams(dough, almonds=500, sugar=450))
    print(grams(("most", dough, ("times", 2, ("of", "rosewater"))), almonds=20, rosewater=30))
