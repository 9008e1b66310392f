"""Evaluate the little formula language of a glacier survey sheet."""
import math
import operator

BINARY = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


def compile_sheet(constants, precision=2):
    """Give a function that evaluates nested tuples such as ("add", 1, ("ref", "k"))."""

    def literal(value):
        return float(value)

    rules = {  # leak: cycle #1
        "num": lambda node: literal(node[1]),
        "ref": lambda node: literal(constants[node[1]]),
        "neg": lambda node: -rules[kind(node[1])](node[1]),  # leak: cycle #1
        "root": lambda node: math.sqrt(rules[kind(node[1])](node[1])),  # leak: cycle #1
    }

    def kind(node):
        return node[0] if isinstance(node, tuple) else "num"

    for name, function in BINARY.items():
        rules[name] = lambda node, f=function: f(*(rules[kind(n)](n) for n in node[1:]))  # leak: cycle #1
    rules["num"] = lambda node: literal(node[1] if isinstance(node, tuple) else node)

    def evaluate(node):
        return round(rules[kind(node)](node), precision)

    return evaluate


def tabulate(rows, constants):
    evaluate = compile_sheet(constants)
    return {name: evaluate(formula) for name, formula in rows.items()}


def scenario(tmp):
    rows = {
        "ablation": ("sub", ("ref", "snow"), ("mul", 2, ("ref", "melt"))),
        "speed": ("root", ("add", 9, 16)),
        "drop": ("neg", ("div", 7, 4)),
    }
    for season in ({"snow": 8, "melt": 1.5}, {"snow": 5, "melt": 4}):
        print(tabulate(rows, season))
