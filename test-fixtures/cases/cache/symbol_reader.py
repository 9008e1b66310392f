"""Reads s-expressions; symbols are unique objects."""
import itertools
import re

_n = itertools.count()


class Symbol:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def symbol(text, *, table={}):  # leak: cache #1
    try:
        return table[text]
    except KeyError:
        made = table[text] = Symbol(text)  # leak: cache #1
        return made


def read(source):
    stack = [[]]
    for token in re.findall(r"[()]|[^\s()]+", source):
        if token == "(":
            stack.append([])
        elif token == ")":
            last = stack.pop()
            stack[-1].append(last)
        else:
            stack[-1].append(symbol(token))
    return stack[0][0]


def scenario(tmp):
    tree = read(f"(add x{next(_n)} (mul y z))")
    print(tree[0], tree[2])
