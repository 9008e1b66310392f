"""Spreadsheet formulas: tokenise, parse and evaluate cell expressions."""
from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from typing import Iterator

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Z]+\d+)|(.))")
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@dataclass(eq=False)
class Node:
    operands: list[Node] = field(default_factory=list)
    enclosing: Node | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for operand in self.operands:
            operand.enclosing = self  # leak: cycle #1

    def depth(self) -> int:
        return 0 if self.enclosing is None else 1 + self.enclosing.depth()

    def leaves(self) -> Iterator[Node]:
        if not self.operands:
            yield self
        for operand in self.operands:
            yield from operand.leaves()


@dataclass(eq=False)
class Number(Node):
    value: float = 0.0

    def evaluate(self, cells):
        return self.value


@dataclass(eq=False)
class CellRef(Node):
    name: str = ""

    def evaluate(self, cells):
        return cells.get(self.name, 0.0)


@dataclass(eq=False)
class BinaryOp(Node):
    symbol: str = "+"

    def evaluate(self, cells):
        left, right = (operand.evaluate(cells) for operand in self.operands)
        return OPERATORS[self.symbol](left, right)


class FormulaParser:
    LEVELS = ("+-", "*/")

    def __init__(self, text: str):
        self.tokens = [next(filter(None, groups)) for groups in TOKEN.findall(text)]

    def parse(self, level: int = 0) -> Node:
        if level == len(self.LEVELS):
            return self.atom()
        node = self.parse(level + 1)
        while self.tokens and self.tokens[0] in self.LEVELS[level]:
            symbol = self.tokens.pop(0)
            node = BinaryOp([node, self.parse(level + 1)], symbol=symbol)  # leak: cycle #1
        return node

    def atom(self) -> Node:
        token = self.tokens.pop(0)
        if token == "(":
            inner = self.parse()
            self.tokens.pop(0)
            return inner
        return CellRef(name=token) if token[0].isalpha() else Number(value=float(token))


def scenario(tmp):
    cells = {"A1": 4.0, "B2": 10.0}
    for text in ("A1 * (B2 - 3)", "1 + 2 * 3 - B2 / 4"):
        tree = FormulaParser(text).parse()
        print(text, "=", tree.evaluate(cells), max(leaf.depth() for leaf in tree.leaves()))
