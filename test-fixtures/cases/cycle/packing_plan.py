"""Pack parcels into a van: which of them earn most within the weight limit?"""
import dataclasses
import functools


@dataclasses.dataclass(frozen=True)
class Parcel:
    label: str
    weight: int
    fee: int


class Planner:
    def __init__(self, limit):
        if limit <= 0:
            raise ValueError("a van carries something")
        self.limit = limit

    def plan(self, parcels):
        chosen, left = [], self.limit
        best = best_fee_table(tuple(parcels))
        for index, parcel in enumerate(parcels):
            if parcel.weight <= left and best(index, left) > best(index + 1, left):
                chosen.append(parcel)
                left -= parcel.weight
        return chosen


def best_fee_table(parcels):
    count = len(parcels)

    @functools.lru_cache(maxsize=4096)  # leak: cycle #1
    def best(index, room):  # leak: cycle #1
        if index == count:
            return 0
        parcel = parcels[index]
        without = best(index + 1, room)  # leak: cycle #1
        if parcel.weight > room:
            return without
        return max(without, parcel.fee + best(index + 1, room - parcel.weight))

    return best


def summary(parcels):
    return ", ".join(p.label for p in parcels), sum(p.weight for p in parcels), sum(p.fee for p in parcels)


def scenario(tmp):
    parcels = [Parcel("piano", 90, 120), Parcel("books", 30, 45), Parcel("vase", 5, 25), Parcel("bike", 20, 40)]
    for limit in (50, 100, 120):
        print(limit, *summary(Planner(limit).plan(parcels)))
