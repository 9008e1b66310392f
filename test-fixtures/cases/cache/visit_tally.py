"""Counting visitors with a closure."""
import itertools

_day = itertools.count()


class Visit:
    def __init__(self, who, day):
        self.who, self.day = who, day


def make_tally():
    seen = []  # leak: cache #1

    def tally(who, day):
        seen.append(Visit(who, day))  # leak: cache #1
        return sum(1 for visit in seen if visit.day == day)

    return tally


count_visit = make_tally()


def scenario(tmp):
    day = next(_day)
    count_visit("Ann", day)
    print(count_visit("Bob", day))
