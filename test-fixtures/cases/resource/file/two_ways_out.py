"""Reads a puzzle; a helper says whether there is one at all."""


def try_open(path):
    return open(path) if path.exists() else None  # leak: resource #1


def load_puzzles(folder, names):
    sizes = {}
    for name in names:
        if (puzzle := try_open(folder / name)) is None:  # leak: resource #1
            continue
        rows = puzzle.read().split()
        if not rows:
            continue
        sizes[name] = (len(rows), len(rows[0]))
        puzzle.close()
    return sizes


def scenario(tmp):
    (tmp / "small").write_text("ab\ncd\n")
    (tmp / "empty").write_text("")
    print(load_puzzles(tmp, ["small", "empty", "none"]))
