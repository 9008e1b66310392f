"""Sorts letters with workers that live as long as the sorter, which knows no end."""
from multiprocessing.pool import ThreadPool


class Sorter:
    def __init__(self, workers):
        self._pool = ThreadPool(workers)  # leak: task

    def sort(self, letters):
        return dict(self._pool.map(lambda letter: (letter, letter[:2]), letters))


def scenario(tmp):
    print(Sorter(2).sort(["10115 Berlin", "80331 Munich"]))
    print(Sorter(1).sort(["20095 Hamburg"]))
