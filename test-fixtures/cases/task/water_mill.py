"""Grinds sacks in worker threads that are told when there are no more."""
import queue
import threading


class Mill:
    def __init__(self, stones=2):
        self.sacks = queue.Queue()
        self.flour = []
        self.workers = []
        for _ in range(stones):
            worker = threading.Thread(target=self.grind)
            worker.start()
            self.workers.append(worker)

    def grind(self):
        while (sack := self.sacks.get()) is not None:
            self.flour.append(sack * 2)

    def finish(self):
        for _ in self.workers:
            self.sacks.put(None)
        for worker in self.workers:
            worker.join()
        return sorted(self.flour)


def day(sacks):
    mill = Mill()
    for sack in sacks:
        mill.sacks.put(sack)
    return mill.finish()


def scenario(tmp):
    print(day([1, 2, 3]))
