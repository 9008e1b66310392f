"""Players follow the conductor, who may leave at any time."""
import weakref


class Conductor:
    def __init__(self):
        self.players = weakref.WeakSet()
        self.tempo = 60

    def welcome(self, player):
        self.players.add(player)

    def faster(self, by):
        self.tempo += by
        for player in self.players:
            player.tempo = self.tempo


class Musician:
    def __init__(self, conductor, name):
        self.conductor = conductor
        self.name = name
        self.tempo = conductor.tempo
        conductor.welcome(self)


def scenario(tmp):
    conductor = Conductor()
    players = [Musician(conductor, name) for name in ("violin", "oboe")]
    conductor.faster(12)
    print(sorted((player.name, player.tempo) for player in players))
