"""Collects the entries of several field journals; all are open or none."""
from contextlib import ExitStack


def open_all(paths):
    with ExitStack() as stack:
        journals = [stack.enter_context(path.open()) for path in paths]
        return journals, stack.pop_all()


def scenario(tmp):
    (tmp / "day1").write_text("fox at dawn\n")
    (tmp / "day2").write_text("owl at dusk\nrain\n")
    paths = sorted(tmp.iterdir())
    journals, cleanup = open_all(paths)
    with cleanup:
        print([entry.strip() for journal in journals for entry in journal])
    try:
        open_all([*paths, tmp / "day3"])
    except FileNotFoundError as error:
        print(error.strerror)
