"""Results of threads, by the name of the thread."""
import itertools
import threading

_n = itertools.count()
RESULTS = {}  # leak: cache #1


class Work(threading.Thread):
    def __init__(self, label, numbers):
        super().__init__(name=label)
        self.numbers = numbers

    def run(self):
        RESULTS[self.name] = [sum(self.numbers)]  # leak: cache #1


def scenario(tmp):
    work = Work(f"sum-{next(_n)}", range(5))
    work.start()
    work.join()
    print(RESULTS[work.name])
