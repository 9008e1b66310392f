"""Nested includes of a configuration: a stack of open files, each closed at its end."""


def flatten(path, folder):
    lines = []
    stack = [open(path)]
    try:
        while stack:
            line = stack[-1].readline()
            if not line:
                stack.pop().close()
            elif line.startswith("@"):
                stack.append(open(folder / line[1:].strip()))
            else:
                lines.append(line.strip())
    finally:
        for source in stack:
            source.close()
    return lines


def first_lines(paths):
    sources = list(map(open, paths))
    try:
        return [source.readline().strip() for source in sources]
    finally:
        list(map(lambda source: source.close(), sources))


def scenario(tmp):
    (tmp / "main").write_text("a\n@inner\nc\n")
    (tmp / "inner").write_text("b\n")
    print(flatten(tmp / "main", tmp), first_lines([tmp / "main", tmp / "inner"]))
