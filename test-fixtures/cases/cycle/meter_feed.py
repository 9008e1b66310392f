"""Readings of electricity meters, converted lazily from the text that the gateway sends."""
import csv
from abc import ABC, abstractmethod
from collections import namedtuple

Reading = namedtuple("Reading", "meter kwh")


class Feed(ABC):
    """An iterable feed; subclasses say how one raw row becomes a reading."""

    def __init__(self, lines):
        self.rejected = 0
        self._readings = filter(None, map(self.convert, csv.reader(lines)))  # leak: cycle #1

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._readings)

    @abstractmethod
    def convert(self, row):
        """One row as a reading, or None."""

    def reject(self):
        self.rejected += 1
        return None


class DayFeed(Feed):
    def convert(self, row):
        if len(row) != 2:
            return self.reject()
        meter, value = row
        try:
            return Reading(meter.strip(), float(value))
        except ValueError:
            return self.reject()


class DeltaFeed(Feed):
    def __init__(self, lines):
        super().__init__(lines)
        self.before = {}

    def convert(self, row):
        meter, value = row[0], float(row[-1])
        used = value - self.before.get(meter, value)
        self.before[meter] = value
        return Reading(meter, used) if used else None


def totals(feed):
    summed = {}
    for reading in feed:
        summed[reading.meter] = summed.get(reading.meter, 0) + reading.kwh
    return summed


def scenario(tmp):
    feed = DayFeed(["m1,3.5", "m2,1.25", "m1,?", "garbage"])
    print(totals(feed), feed.rejected)
    print(totals(DeltaFeed(["m1,100", "m1,104", "m1,109.5"])))
