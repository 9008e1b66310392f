"""Create marker files and empty what is there."""


def mark(folder, *names):
    for name in names:
        open(folder / name, "w").close()


def scenario(tmp):
    (tmp / "old").write_text("to be emptied")
    mark(tmp, "old", "new")
    print(sorted((p.name, p.stat().st_size) for p in tmp.iterdir()))
