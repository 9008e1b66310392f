"""Where parcels are, as the scanners at the doors of the depot report it."""
import collections
import itertools

_parcel = itertools.count(70001)


class Scan:
    def __init__(self, door, step):
        self.door = door
        self.step = step

    def __repr__(self):
        return f"{self.step}@{self.door}"


class DepotHub:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            hub = super().__new__(cls)
            hub._inside = set()
            hub._trail = collections.defaultdict(list)  # leak: cache #1
            hub._busiest = collections.Counter()
            cls._instance = hub
        return cls._instance

    def arrive(self, parcel, door):
        self._inside.add(parcel)
        self._note(parcel, Scan(door, "in"))

    def leave(self, parcel, door):
        self._note(parcel, Scan(door, "out"))
        self._forget(parcel)

    def _note(self, parcel, scan):
        self._busiest[scan.door % 4] += 1
        self._trail[parcel].append(scan)  # leak: cache #1

    def _forget(self, parcel):
        """The parcel is no longer ours."""
        self._inside.discard(parcel)

    def trail(self, parcel):
        return list(self._trail.get(parcel, ()))

    @property
    def load(self):
        return len(self._inside)


def move_through(parcel, doors):
    hub = DepotHub()
    first, *between, last = doors
    hub.arrive(parcel, first)
    for door in between:
        hub.arrive(parcel, door)
    hub.leave(parcel, last)
    return hub.trail(parcel), hub.load


def scenario(tmp):
    parcel = f"P{next(_parcel)}"
    print(move_through(parcel, [1, 4, 9]))
    print(move_through(parcel + "x", [2, 3]))
