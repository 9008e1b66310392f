"""Dumps tables; the function that dumps can close what it was given."""


def dump(rows, out, close=False):
    try:
        for row in rows:
            out.write(";".join(map(str, row)) + "\n")
    finally:
        if close:
            out.close()
    return len(rows)


def dump_to(path, rows):
    return dump(rows, open(path, "w"))  # leak: resource


def scenario(tmp):
    print(dump_to(tmp / "a", [(1, 2)]))
