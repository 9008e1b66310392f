"""The print queue of a copy shop."""
import heapq
import itertools
from dataclasses import dataclass, field

_ticket = itertools.count(1)


@dataclass(order=True)
class PrintJob:
    priority: int
    ticket: int
    title: str = field(compare=False)
    pages: list[str] = field(compare=False, default_factory=list)

    @property
    def price(self) -> float:
        return round(0.08 * len(self.pages), 2)


@dataclass
class Shop:
    waiting: list[PrintJob] = field(default_factory=list)
    finished: list[PrintJob] = field(default_factory=list)  # leak: cache #1
    trays: dict[str, int] = field(default_factory=lambda: {"a4": 500, "a3": 100})

    def hand_in(self, title, pages, express=False):
        job = PrintJob(0 if express else 1, next(_ticket), title, pages)
        heapq.heappush(self.waiting, job)
        return job

    def print_next(self):
        if not self.waiting:
            return None
        job = heapq.heappop(self.waiting)
        tray = "a3" if any("poster" in page for page in job.pages) else "a4"
        self.trays[tray] = max(0, self.trays[tray] - len(job.pages))
        self._complete(job)
        return job

    def _complete(self, job):
        self.finished.append(job)  # leak: cache #1

    def average_length(self):
        done = len(self.finished)
        if done == 0:
            return 0.0
        return sum(len(job.pages) for job in self.finished) / done


shop = Shop()


def evening():
    takings = 0.0
    while (job := shop.print_next()) is not None:
        takings += job.price
    return round(takings, 2)


def scenario(tmp):
    shop.hand_in("thesis", ["title", "abstract", "body"])
    shop.hand_in("invitation", ["poster"], express=True)
    print(evening(), shop.average_length(), len(shop.waiting))
