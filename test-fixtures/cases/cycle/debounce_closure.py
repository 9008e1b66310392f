"""Count calls with functions that share their variables."""


def counter():
    tools = {}
    total = 0

    def add(amount):
        nonlocal total
        total += amount
        return tools["show"]()  # leak: cycle #1

    def show():
        return f"total {total}"

    tools["add"] = add  # leak: cycle #1
    tools["show"] = show
    return tools


def make_adder(step):
    seen = []

    def add(value):
        seen.append(value)
        return value + step

    return add


def scenario(tmp):
    tools = counter()
    print(tools["add"](3), tools["add"](4), make_adder(2)(5))
