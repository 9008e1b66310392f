"""Levels of a puzzle game."""


def open_level(folder, number):
    level = open(folder / f"level{number}.txt")  # leak: resource #1
    title = level.readline()
    if not title.startswith("#"):
        level.seek(0)
    return level


def height(folder, number):
    rows = open_level(folder, number)  # leak: resource #1
    return sum(1 for row in rows if row.strip())


def width(folder, number):
    with open_level(folder, number) as rows:
        return max(len(row.strip()) for row in rows)


def scenario(tmp):
    (tmp / "level1.txt").write_text("# garden\nxx.xx\n.....\n")
    print(width(tmp, 1), height(tmp, 1))
