"""A scheduler that runs what is due and can say what it did."""
import heapq
import itertools

_tick = itertools.count()


class Scheduler:
    def __init__(self):
        self._due = []
        self._order = itertools.count()
        self.runs = []  # leak: cache #1

    def at(self, moment, job, *args):
        heapq.heappush(self._due, (moment, next(self._order), job, args))

    def advance(self, now):
        while self._due and self._due[0][0] <= now:
            moment, _, job, args = heapq.heappop(self._due)
            try:
                outcome = job(*args)
            except ZeroDivisionError as error:
                outcome = str(error)
            self.runs.append({"at": moment, "job": job.__name__, "outcome": outcome})  # leak: cache #1
        return len(self._due)


cron = Scheduler()


def ratio(a, b):
    return a / b


def scenario(tmp):
    now = next(_tick) * 10
    cron.at(now + 1, ratio, 6, 3)
    cron.at(now + 2, ratio, 6, 0)
    print(cron.advance(now + 5), [run["outcome"] for run in cron.runs[-2:]])
