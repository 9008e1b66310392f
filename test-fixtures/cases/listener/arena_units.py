"""Units of an arena game act on every turn."""
import random


class TurnManager:
    def __init__(self):
        self.turn = 0
        self._on_turn = []

    def register(self, callback):
        self._on_turn.append(callback)

    def unregister(self, callback):
        if callback in self._on_turn:
            self._on_turn.remove(callback)

    def next_turn(self):
        self.turn += 1
        for callback in self._on_turn[:]:
            callback(self.turn)


turns = TurnManager()


class Unit:
    health = 10

    def __init__(self, name):
        self.name = name
        self.alive = True
        turns.register(self.act)  # leak: listener #1

    def act(self, turn):
        pass

    def hurt(self, points):
        self.health -= points
        if self.health <= 0 and self.alive:
            self.die()

    def die(self):
        self.alive = False
        turns.unregister(self.act)


class Soldier(Unit):
    def __init__(self, name, foe=None):
        super().__init__(name)
        self.foe = foe

    def act(self, turn):
        if self.foe is not None and self.foe.alive:
            self.foe.hurt(4)


class Zombie(Unit):
    health = 6

    def __init__(self, name, seed):  # leak: listener #1
        super().__init__(name)  # leak: listener #1
        self.dice = random.Random(seed)
        self.loot = []

    def act(self, turn):
        self.health = min(6, self.health + self.dice.randint(0, 1))

    def die(self):  # leak: listener #1
        self.alive = False
        self.loot.append("bone")


def fight(seed):
    zombie = Zombie("Zed", seed)
    soldier = Soldier("Ann", zombie)
    rounds = 0
    while zombie.alive and rounds < 20:
        turns.next_turn()
        rounds += 1
    soldier.hurt(99)
    return rounds, zombie.loot, soldier.alive


def scenario(tmp):
    print(fight(7))
