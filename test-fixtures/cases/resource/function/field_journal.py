"""Collects the entries of several field journals under one stack."""
from contextlib import ExitStack


def entries_of(paths):
    stack = ExitStack()
    journals = [stack.enter_context(path.open()) for path in paths]  # leak: resource
    return [entry.strip() for journal in journals for entry in journal]


def scenario(tmp):
    (tmp / "day1").write_text("fox at dawn\n")
    (tmp / "day2").write_text("owl at dusk\nrain\n")
    print(entries_of(sorted(tmp.iterdir())))
