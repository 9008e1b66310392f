"""A merge of sorted files; the stack of the object keeps them."""
import heapq
from contextlib import ExitStack


class Merge:
    def __init__(self, paths):
        with ExitStack() as stack:
            self._sources = [stack.enter_context(open(path)) for path in paths]
            self._stack = stack.pop_all()

    def lines(self):
        return [line.strip() for line in heapq.merge(*self._sources)]

    def close(self):
        self._stack.close()


def scenario(tmp):
    (tmp / "a").write_text("1\n3\n")
    (tmp / "b").write_text("2\n")
    merge = Merge([tmp / "a", tmp / "b"])
    print(merge.lines())
    merge.close()
