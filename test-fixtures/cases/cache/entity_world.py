"""Entities of a game and their components."""
import itertools


class World:
    def __init__(self):
        self._ids = itertools.count()
        self.positions = {}
        self.healths = {}  # leak: cache #1

    def spawn(self, x, y, health=10):
        entity = next(self._ids)
        self.positions[entity] = [x, y]
        self.healths[entity] = [health]  # leak: cache #1
        return entity

    def hit(self, entity, damage):
        self.healths[entity][0] -= damage
        if self.healths[entity][0] <= 0:
            self.destroy(entity)

    def destroy(self, entity):
        self.positions.pop(entity, None)

    def alive(self):
        return len(self.positions)


WORLD = World()


def scenario(tmp):
    goblin, rat = WORLD.spawn(1, 1), WORLD.spawn(2, 5, health=1)
    WORLD.hit(rat, 3)
    WORLD.hit(goblin, 4)
    print(WORLD.alive())
    WORLD.hit(goblin, 6)
    print(WORLD.alive())
