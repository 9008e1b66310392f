"""Sorts documents by their first lines."""


def by_title(folder):
    return [path.name for path in sorted(folder.iterdir(), key=lambda path: open(path).readline())]  # leak: resource


def scenario(tmp):
    (tmp / "a").write_text("zebra\n")
    (tmp / "b").write_text("ant\n")
    print(by_title(tmp))
