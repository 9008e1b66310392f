"""Stores a picture by way of a function that cleans up after failures."""


def write_or_drop(out, rows):
    try:
        for row in rows:
            out.write(bytes(row))
    except ValueError:
        out.close()
        return False
    return True


def store(path, rows):
    return write_or_drop(open(path, "wb"), rows)  # leak: resource


def scenario(tmp):
    print(store(tmp / "good", [[1, 2], [3, 4]]), store(tmp / "bad", [[1, 300]]))
