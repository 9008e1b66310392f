"""Settings of a heating system and a trail of who changed them."""
import datetime
import itertools

_day = itertools.count(1)


class Trail:
    """Mixin: remembers changes; the newest are enough."""

    keep = 8
    _trail = []

    def note(self, who, what, before, after):
        self._trail.append(Change(who, what, before, after))
        self._tidy()

    def _tidy(self):
        excess = len(self._trail) - self.keep
        if excess > 0:
            self._trail[:excess] = []

    def changes_by(self, who):
        return [change for change in self._trail if change.who == who]


class Change:
    def __init__(self, who, what, before, after):
        self.who = who
        self.what = what
        self.before = before
        self.after = after

    def __str__(self):
        return f"{self.what}: {self.before} -> {self.after}"


class Heating(Trail):
    limits = {"day": (15, 25), "night": (10, 20)}

    def __init__(self):
        self.values = {"day": 20, "night": 16}
        self.user = None

    def act_as(self, user):
        self.user = user
        return self

    def change(self, what, value):
        low, high = self.limits[what]
        before, self.values[what] = self.values[what], min(high, max(low, value))
        if before != self.values[what]:
            self.note(self.user, what, before, self.values[what])


def scenario(tmp):
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=next(_day))
    heating = Heating().act_as(f"guest of {day}")
    for what, value in (("day", 23), ("night", 3), ("day", 40), ("day", 40)):
        heating.change(what, value)
    print(*heating.changes_by(heating.user), sep="; ")
