"""Stock keeping units that exist once per article, size and colour."""
import itertools
import weakref

_season = itertools.count(1)


class Shared(type):
    """Metaclass: equal constructor arguments give the same object while somebody uses it."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._known = {}  # leak: cache #1

    def __call__(cls, *arguments):
        reference = cls._known.get(arguments)
        existing = reference() if reference is not None else None
        if existing is None:
            existing = super().__call__(*arguments)
            cls._known[arguments] = weakref.ref(existing)  # leak: cache #1
        return existing


class Unit(metaclass=Shared):
    def __init__(self, article, size, colour):
        self.article = article
        self.size = size
        self.colour = colour
        self.on_hand = 0

    @property
    def code(self):
        return "-".join(part[:3].upper() for part in (self.article, self.size, self.colour))


class Delivery:
    def __init__(self, *lines):
        self.units = []
        for article, size, colour, pieces in lines:
            unit = Unit(article, size, colour)
            unit.on_hand += pieces
            self.units.append(unit)

    def __iter__(self):
        return iter(dict.fromkeys(self.units))


def scenario(tmp):
    season = next(_season)
    delivery = Delivery(
        ("coat", "large", f"green {season}", 4),
        ("coat", "small", f"green {season}", 2),
        ("coat", "large", f"green {season}", 1),
    )
    print([(unit.code, unit.on_hand) for unit in delivery])
    print(Unit("coat", "large", f"green {season}").on_hand)
