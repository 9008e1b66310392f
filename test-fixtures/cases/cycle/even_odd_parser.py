"""Nested lists in text: (a (b c) d)."""


def parse(text):
    position = 0

    def item():  # leak: cycle #1
        nonlocal position
        if text[position] == "(":
            return group()  # leak: cycle #1
        start = position
        while position < len(text) and text[position] not in "() ":
            position += 1
        return text[start:position]

    def group():  # leak: cycle #1
        nonlocal position
        position += 1
        found = []
        while text[position] != ")":
            if text[position] == " ":
                position += 1
            else:
                found.append(item())  # leak: cycle #1
        position += 1
        return found

    return item()


def scenario(tmp):
    print([parse(text) for text in ("a", "(a (b c) d)", "()")])
