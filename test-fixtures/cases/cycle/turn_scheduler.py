"""Round-based game: every creature is a generator that the arena resumes once a round."""
from collections import deque


class Turn:
    def __init__(self, arena, creature, name):
        self.arena = arena
        self.creature = creature
        self.name = name

    def resume(self):
        try:
            action = next(self.creature)
        except StopIteration as stop:
            self.arena.log.append(f"{self.name} leaves ({stop.value})")
            return False
        self.arena.log.append(f"{self.name} {action}")
        return True


class Arena:
    def __init__(self):
        self.waiting = deque()
        self.log = []
        self.round = 0

    def enter(self, name, creature):
        self.waiting.append(Turn(self, creature, name))
        return self

    def run(self):
        while self.waiting:
            self.round += 1
            for _ in range(len(self.waiting)):
                turn = self.waiting.popleft()
                if turn.resume():
                    self.waiting.append(turn)
        return self.round


def goblin(courage):
    while courage > 0:
        yield f"growls {'!' * courage}"
        courage -= 1
    return "afraid"


def knight(lines):
    for line in lines:
        yield f"says {line!r}"
    return "bored"


def scenario(tmp):
    arena = Arena()
    arena.enter("Grik", goblin(3)).enter("Sir Bors", knight(["Halt!"]))
    print(arena.run(), "rounds")
    print("\n".join(arena.log))
