"""Entities and components of a dungeon crawler."""
from typing import ClassVar, Generic, TypeVar

C = TypeVar("C", bound="Component")


class Component:
    slot: ClassVar[str] = "misc"
    host = None

    def attach(self, entity):
        self.host = entity  # leak: cycle #1
        return self.slot

    def tick(self):
        """Called once per turn."""


class HealthMixin:
    hp = 10

    def hurt(self, amount):
        self.hp = max(0, self.hp - amount)
        return self.hp


class Body(HealthMixin, Component):
    slot = "body"


class Poison(Component):
    slot = "status"

    def __init__(self, strength):
        self.strength = strength

    def tick(self):
        body = self.host["body"]
        if body is not None and self.strength:
            body.hurt(self.strength)
            self.strength -= 1


class Bag(Generic[C]):
    def __init__(self):
        self._slots: dict[str, C] = {}

    def put(self, key: str, component: C) -> None:
        self._slots[key] = component  # leak: cycle #1

    def get(self, key):
        return self._slots.get(key)

    def __iter__(self):
        return iter(list(self._slots.values()))


class Entity:
    def __init__(self, name):
        self.name = name
        self._bag = Bag()

    def __getitem__(self, slot):
        return self._bag.get(slot)

    def __iadd__(self, component):
        self._bag.put(component.attach(self), component)  # leak: cycle #1
        return self

    def turn(self):
        for component in self._bag:
            component.tick()
        return self["body"].hp


def spawn(name, *components):
    entity = Entity(name)
    for component in components:
        entity += component
    return entity


def scenario(tmp):
    rat = spawn("rat", Body(), Poison(3))
    print(rat.name, [rat.turn() for _ in range(4)])
    print(spawn("ghost", Body()).turn())
