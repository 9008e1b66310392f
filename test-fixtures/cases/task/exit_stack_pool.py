"""Resizes with a pool that an exit stack ends."""
import contextlib
from concurrent.futures import ThreadPoolExecutor


class Resizer:
    def __init__(self):
        self._stack = contextlib.ExitStack()
        self._pool = self._stack.enter_context(ThreadPoolExecutor(2))

    def resize(self, sizes):
        return [future.result() for future in [self._pool.submit(divmod, size, 2) for size in sizes]]

    def close(self):
        self._stack.close()


def scenario(tmp):
    resizer = Resizer()
    print(resizer.resize([4, 7]))
    resizer.close()
