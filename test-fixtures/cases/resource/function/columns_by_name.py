"""Writes each column of a table into a file of its own."""


def explode(header, rows, folder):
    outputs = {}
    try:
        for name in header:
            outputs[name] = open(folder / f"{name}.col", "w")
        for row in rows:
            for name, cell in zip(header, row):
                outputs[name].write(f"{cell}\n")
    finally:
        for output in outputs.values():
            output.close()
    return sorted(outputs)


def scenario(tmp):
    print(explode(["x", "y"], [(1, 2), (3, 4)], tmp), (tmp / "y.col").read_text().split())
