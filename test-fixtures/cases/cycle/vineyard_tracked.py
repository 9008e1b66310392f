"""Tracked attributes: a vineyard parcel remembers what its values were before."""
import weakref
from collections import deque


class Trail:
    """Former values of one attribute of one object."""

    def __init__(self, owner_name, value):
        self.owner_name = owner_name
        self.value = value
        self.former = deque(maxlen=3)

    def push(self, value):
        if value != self.value:
            self.former.append(self.value)
            self.value = value


class Tracked:
    def __init__(self, default=None):
        self.default = default
        self._trails = weakref.WeakKeyDictionary()

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        trail = self._trails.get(instance)
        return self.default if trail is None else trail.value

    def __set__(self, instance, value):
        trail = self._trails.get(instance)
        if trail is None:
            self._trails[instance] = Trail(instance.name, value)
        else:
            trail.push(value)

    def history(self, instance):
        trail = self._trails.get(instance)
        return f"{trail.owner_name}.{self.name}: {list(trail.former)}" if trail else ""


class Parcel:
    grape = Tracked("fallow")
    sugar = Tracked(0)

    def __init__(self, name, block):
        self.name = name
        block.append(self)

    def plant(self, grape):
        self.grape = grape
        return self


def season(block):
    parcel = Parcel("steep", block).plant("silvaner").plant("riesling")
    for reading in (60, 72, 72, 85, 91, 94):
        parcel.sugar = reading
    return parcel


def scenario(tmp):
    block = []
    season(block)
    Parcel("flat", block)
    for parcel in block:
        print(parcel.grape, parcel.sugar, Parcel.grape.history(parcel), Parcel.sugar.history(parcel))
