"""Arrival times of a tram line, kept fresh by a scheduler in the background."""
import sched
import threading
import time


class Arrivals:
    def __init__(self, stop, every=0.05):
        self.stop = stop
        self.every = every
        self.minutes = [9, 17]
        self.agenda = sched.scheduler(time.monotonic, time.sleep)
        self.agenda.enter(0, 1, self.refresh)
        runner = threading.Thread(target=self.agenda.run, name=stop)  # leak: task #1
        runner.daemon = True
        runner.start()  # leak: task #1

    def refresh(self):
        self.minutes = [minute for minute in self.minutes if minute > 0] or [9, 17]
        self.agenda.enter(self.every, 1, self.refresh)  # leak: task #1

    def next_tram(self):
        return min(self.minutes)


def board(stops):
    return {stop: Arrivals(stop).next_tram() for stop in stops}


def scenario(tmp):
    print(board(["harbour", "old town"]))
