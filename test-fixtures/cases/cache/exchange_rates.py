"""Historic exchange rates; today's are only good for a while."""
import itertools
import zlib
from dataclasses import dataclass


@dataclass
class Entry:
    value: float
    expires: int
    sources: list

    def fresh(self, now):
        return now < self.expires


class ManualClock:
    def __init__(self):
        self.now = 0

    def advance(self, seconds):
        self.now += seconds


class ExpiringTable:
    """Keeps each value for ``ttl`` seconds."""

    def __init__(self, clock, ttl=60):
        self._clock = clock
        self._ttl = ttl
        self._entries = {}  # leak: cache #1

    def get(self, key, produce):
        entry = self._entries.get(key)
        if entry is not None and not entry.fresh(self._clock.now):
            entry = None
        if entry is None:
            entry = self._renew(key, produce)
        return entry.value

    def _renew(self, key, produce):
        value = produce(*key)
        entry = Entry(value, self._clock.now + self._ttl, ["ecb"])
        self._entries[key] = entry  # leak: cache #1
        return entry

    def __contains__(self, key):
        entry = self._entries.get(key)
        return entry is not None and entry.fresh(self._clock.now)


clock = ManualClock()
rates = ExpiringTable(clock, ttl=30)
_day = itertools.count(1)


def fetch(currency, day):
    return 1 + zlib.crc32(f"{currency}{day % 2}".encode()) % 100 / 100


def convert(amount, currency, day):
    return round(amount * rates.get((currency, day), fetch), 2)


def scenario(tmp):
    day = next(_day)
    first = convert(100, "NOK", day)
    print(first == convert(100, "NOK", day), ("NOK", day) in rates)
    clock.advance(45)
    print(("NOK", day) in rates)
