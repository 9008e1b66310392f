"""Nested includes of a text: a stack of open files."""


def flatten(path, folder):
    lines = []
    stack = [open(path)]  # leak: resource
    while stack:
        line = stack[-1].readline()
        if not line:
            stack.pop()
        elif line.startswith("@"):
            stack.append(open(folder / line[1:].strip()))  # leak: resource
        else:
            lines.append(line.strip())
    return lines


def scenario(tmp):
    (tmp / "main").write_text("a\n@inner\nc\n")
    (tmp / "inner").write_text("b\n")
    print(flatten(tmp / "main", tmp))
