"""Load of hash buckets and of weekdays."""
import datetime
import itertools

BUCKETS = {}
BY_WEEKDAY = {}
_key = itertools.count()


def touch(key):
    bucket = key % 8
    BUCKETS.setdefault(bucket, [])
    BUCKETS[bucket] = [key]


def visit(day):
    BY_WEEKDAY[day.weekday()] = [day.isoformat()]


def scenario(tmp):
    for _ in range(4):
        key = next(_key)
        touch(key)
        visit(datetime.date(2024, 1, 1) + datetime.timedelta(days=key))
    print(len(BUCKETS) <= 8, len(BY_WEEKDAY) <= 7)
