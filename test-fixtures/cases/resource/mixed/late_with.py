"""Read a table, with or without a header."""


def rows(path, skip_header):
    table = open(path)
    if skip_header:
        next(table)
    with table:
        return [line.strip().split(",") for line in table]


def scenario(tmp):
    (tmp / "t").write_text("a,b\n1,2\n")
    print(rows(tmp / "t", True), rows(tmp / "t", False))
