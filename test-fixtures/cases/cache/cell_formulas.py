"""Cells of a spreadsheet with formulas."""
import ast
import functools
import itertools

_row = itertools.count(1)


@functools.lru_cache(maxsize=None)  # leak: cache
def compile_formula(source):
    tree = ast.parse(source.lstrip("="), mode="eval")
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
    return compile(tree, "<cell>", "eval"), tuple(names)


class Sheet:
    def __init__(self):
        self.cells = {}

    def __setitem__(self, place, content):
        self.cells[place] = content

    def __getitem__(self, place):
        content = self.cells[place]
        if not isinstance(content, str):
            return content
        code, names = compile_formula(content)
        return eval(code, {"__builtins__": {}}, {name: self[name] for name in names})


def scenario(tmp):
    sheet = Sheet()
    sheet["a1"] = 4
    sheet["b1"] = f"=a1 * 2 + {next(_row)} * 0"
    print(sheet["b1"])
