"""Counts ballots from many boxes under one stack that is handed to the caller."""
from contextlib import ExitStack


def open_boxes(paths):
    with ExitStack() as stack:
        boxes = [stack.enter_context(open(path)) for path in paths]
        return boxes, stack.pop_all()


def count(paths):
    boxes, stack = open_boxes(paths)
    with stack:
        return sum(len(box.readlines()) for box in boxes)


def count_again(paths):
    stack = ExitStack()
    try:
        boxes = []
        for path in paths:
            box = open(path)
            stack.callback(box.close)
            boxes.append(box)
        return [box.readline() for box in boxes]
    finally:
        stack.close()


class Election:
    def __init__(self, paths):
        self._stack = ExitStack()
        self.boxes = [self._stack.enter_context(open(path)) for path in paths]

    def close(self):
        self._stack.close()


def scenario(tmp):
    (tmp / "north").write_text("a\nb\n")
    (tmp / "south").write_text("c\n")
    paths = sorted(tmp.iterdir())
    print(count(paths), count_again(paths))
    election = Election(paths)
    print(len(election.boxes))
    election.close()
