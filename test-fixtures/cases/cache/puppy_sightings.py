"""Dog shelter: look up an animal that is still on somebody's list."""
import itertools
import weakref

_chip = itertools.count(9000)


class Animal:
    def __init__(self, chip, name, kilos):
        self.chip = chip
        self.name = name
        self.kilos = kilos

    def ration(self):
        return round(self.kilos ** 0.75 * 0.07, 2)


class Directory:
    """Finds animals without keeping them."""

    _shared = None

    def __new__(cls):
        if cls._shared is None:
            cls._shared = super().__new__(cls)
            cls._shared.by_chip = {}  # leak: cache #1
        return cls._shared

    def admit(self, animal):
        self.by_chip[animal.chip] = weakref.ref(animal)  # leak: cache #1
        return animal

    def find(self, chip):
        reference = self.by_chip.get(chip)
        if reference is None:
            return None
        return reference()

    def present(self):
        return sorted(a.name for r in self.by_chip.values() if (a := r()) is not None)


def intake(name, kilos):
    return Directory().admit(Animal(next(_chip), name, kilos))


def scenario(tmp):
    kennel = [intake("Bella", 11), intake("Rex", 30)]
    print(Directory().present(), kennel[1].ration())
    chip = kennel.pop(0).chip
    print(Directory().find(chip), Directory().present())
