"""A visitor's guide to a cathedral; the wings of the building are described once they are entered."""
from functools import cached_property


class Place:
    within = None

    def trail(self):
        place, names = self, []
        while place is not None:
            names.append(type(place).__name__)
            place = place.within
        return " < ".join(names)


class Gallery(dict):
    """Finds missing chapels by asking the place that it belongs to."""

    def __init__(self, describe):
        super().__init__()
        self.describe = describe

    def __missing__(self, saint):
        self[saint] = self.describe(saint)
        return self[saint]


class Chapel(Place):
    def __init__(self, saint):
        self.saint = saint


class Transept(Place):
    def __init__(self, side):
        self.side = side
        self.chapels = Gallery(Chapel)

    def windows(self):
        return 4 if self.side == "north" else 6


class Cathedral(Place):
    def __init__(self, city):
        self.city = city

    def _wing(self, side):
        wing = Transept(side)
        wing.within = self  # leak: cycle #1
        return wing

    @cached_property  # leak: cycle #1
    def north(self):  # leak: cycle #1
        return self._wing("north")  # leak: cycle #1

    @cached_property  # leak: cycle #1
    def south(self):  # leak: cycle #1
        return self._wing("south")  # leak: cycle #1


def tour(city, stops):
    cathedral = Cathedral(city)
    seen = []
    for side, saint in stops:
        wing = getattr(cathedral, side)
        chapel = wing.chapels[saint]
        seen.append(f"{chapel.saint}, {wing.windows()} windows, {wing.trail()}")
    return seen


def scenario(tmp):
    print("\n".join(tour("Chartres", [("north", "Anne"), ("south", "Stephen"), ("north", "Anne")])))
    print(tour("Laon", []))
