"""Routes of parcels through a depot."""
import functools
import itertools

_parcel = itertools.count()


class Depot:
    def __init__(self, name, belts):
        self.name, self.belts = name, belts

    @functools.lru_cache(maxsize=None)  # leak: cache #1
    def belt(self, postcode):  # leak: cache #1
        return self.belts[int(postcode) % len(self.belts)]


def scenario(tmp):
    north = Depot("north", ["a", "b", "c"])
    print(north.belt("10115"), north.belt("20095"))
