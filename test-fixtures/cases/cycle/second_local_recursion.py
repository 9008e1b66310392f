"""Flattens nested lists."""


def flatten(nested):
    flat = []

    def visit(item):  # leak: cycle #1
        if isinstance(item, list):
            for part in item:
                visit(part)  # leak: cycle #1
        else:
            flat.append(item)

    for item in nested:
        visit(item)
    return flat


def scenario(tmp):
    for nested in ([1, [2, [3]]], [[[4]]]):
        print(flatten(nested))
