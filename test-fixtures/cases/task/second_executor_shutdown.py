"""Squares numbers in a pool of the object."""
from concurrent.futures import ThreadPoolExecutor


class Squarer:
    def __init__(self):
        self._pool = ThreadPoolExecutor(max_workers=2)

    def run(self, numbers):
        return list(self._pool.map(lambda number: number * number, numbers))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._pool.shutdown()


def scenario(tmp):
    with Squarer() as squarer:
        print(squarer.run([1, 2, 3]))
