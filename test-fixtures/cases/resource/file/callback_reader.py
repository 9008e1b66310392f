"""Calls back for every row of a file; the caller never sees the file."""


def each_row(path, visit, done=None):
    rows = open(path)
    try:
        for row in rows:
            if visit(row.rstrip()) is False:
                return
        if done is not None:
            done()
    finally:
        rows.close()


def scenario(tmp):
    path = tmp / "rows"
    path.write_text("a\nb\nstop\nc\n")
    seen = []
    each_row(path, lambda row: seen.append(row) or row != "stop")
    each_row(path, seen.append, done=lambda: seen.append("end"))
    print(seen)
