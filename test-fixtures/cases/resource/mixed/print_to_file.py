"""A diary that is written with print()."""


def note(path, *words):
    print(*words, sep=" | ", file=open(path, "a", encoding="utf-8"), flush=True)  # leak: resource


def entries(path):
    return [line.split(" | ") for line in path.read_text().splitlines()]


def scenario(tmp):
    diary = tmp / "diary"
    note(diary, "monday", "rain")
    note(diary, "tuesday", "sun")
    print(entries(diary))
