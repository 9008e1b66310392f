"""Counts moths on photographs with a pool of threads."""
from multiprocessing.pool import ThreadPool


def count(photo):
    return photo.count("m")


class Survey:
    def __init__(self, night):
        self.night = night
        self.total = 0

    def run(self, photos):
        helpers = ThreadPool(3)  # leak: task
        for number in helpers.imap_unordered(count, photos):
            self.total += number
        return f"{self.night}: {self.total}"


def scenario(tmp):
    print(Survey("june").run(["mm", "m-", "--"]))
    print(Survey("july").run(["mmm"]))
