"""Watches owls with pooled jobs that wait for a sign nobody gives."""
import threading
from concurrent.futures import ThreadPoolExecutor


class Watch:
    def __init__(self, trees):
        self.dawn = threading.Event()
        self.pool = ThreadPoolExecutor(len(trees))
        for tree in trees:
            self.pool.submit(self.sit, tree)  # leak: task

    def sit(self, tree):
        self.dawn.wait()
        return tree

    def leave(self):
        self.pool.shutdown(wait=False)


def scenario(tmp):
    watch = Watch(["oak", "elm"])
    watch.leave()
    print(len("owl"))
