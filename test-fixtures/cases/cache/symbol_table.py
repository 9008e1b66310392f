"""A tiny calculator language with named variables."""
import itertools
import operator
import re

_session = itertools.count(1)

TOKEN = re.compile(r"\s*(?:(\d+)|([A-Za-z_]\w*)|(.))")
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul}


class Symbol:
    def __init__(self, name):
        self.name = name
        self.value = 0
        self.uses = []


class SymbolTable(dict):
    """Names spring into being when they are first mentioned."""

    def __missing__(self, name):
        symbol = self[name] = Symbol(name)  # leak: cache #1
        return symbol


SYMBOLS = SymbolTable()  # leak: cache #1
_precedence = {}


def precedence(sign):
    if sign in OPERATORS and sign not in _precedence:
        _precedence[sign] = 2 if sign == "*" else 1
    return _precedence.get(sign, 0)


def tokens(line):
    for number, name, sign in TOKEN.findall(line):
        if number:
            yield int(number)
        elif name:
            yield SYMBOLS[name]  # leak: cache #1
        elif sign.strip():
            yield sign


def evaluate(line):
    values, signs = [], []

    def reduce():
        right, left = values.pop(), values.pop()
        values.append(OPERATORS[signs.pop()](left, right))

    for token in tokens(line):
        if isinstance(token, str):
            while signs and precedence(signs[-1]) >= precedence(token):
                reduce()
            signs.append(token)
        else:
            values.append(token.value if isinstance(token, Symbol) else token)
    while signs:
        reduce()
    return values[0]


def assign(line):
    name, _, expression = line.partition("=")
    SYMBOLS[name.strip()].value = evaluate(expression)


def scenario(tmp):
    suffix = next(_session)
    assign(f"width{suffix} = 2 + 3 * 4")
    print(evaluate(f"width{suffix} * 2 - 1"))
