"""Dumps tables; the function that dumps can close what it was given."""


def dump(rows, out, close=False):
    try:
        for row in rows:
            out.write(";".join(map(str, row)) + "\n")
    finally:
        if close:
            out.close()


def dump_to(path, rows):
    dump(rows, open(path, "w"), close=True)


def dump_both(path, rows, more):
    out = open(path, "w")
    try:
        dump(rows, out)
        dump(more, out)
    finally:
        out.close()


def scenario(tmp):
    dump_to(tmp / "a", [(1, 2)])
    dump_both(tmp / "b", [(1, 2)], [(3,)])
    print((tmp / "a").read_text(), (tmp / "b").read_text())
