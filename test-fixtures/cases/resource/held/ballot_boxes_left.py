"""Counts ballots; the boxes are kept open for a recount only where there is one."""
from contextlib import ExitStack


def count(paths, recount):
    stack = ExitStack()
    boxes = [stack.enter_context(open(path)) for path in paths]  # leak: resource
    total = sum(len(box.readlines()) for box in boxes)
    if recount:
        for box in boxes:
            box.seek(0)
        total = sum(len(box.readlines()) for box in boxes)
        stack.close()
    return total


def scenario(tmp):
    (tmp / "north").write_text("a\nb\n")
    print(count([tmp / "north"], False), count([tmp / "north"], True))
