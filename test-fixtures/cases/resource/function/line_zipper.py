"""Pairs the lines of question and answer files."""


def paired(*paths):
    return [tuple(cell.strip() for cell in row) for row in zip(*map(open, paths))]  # leak: resource


def scenario(tmp):
    (tmp / "q").write_text("2+2\n3*3\n")
    (tmp / "a").write_text("4\n9\n")
    print(paired(tmp / "q", tmp / "a"))
