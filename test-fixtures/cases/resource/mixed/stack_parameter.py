"""Open the inputs of a report; the caller's stack closes them."""
from contextlib import ExitStack


def open_inputs(stack, folder, names):
    inputs = {}
    for name in names:
        path = folder / name
        if path.exists():
            inputs[name] = stack.enter_context(path.open())
        else:
            inputs[name] = ["n/a\n"]
    return inputs


def report(folder, names):
    with ExitStack() as stack:
        inputs = open_inputs(stack, folder, names)
        return {name: "".join(lines).strip() for name, lines in inputs.items()}


def scenario(tmp):
    (tmp / "sales").write_text("12\n")
    print(report(tmp, ["sales", "costs"]))
