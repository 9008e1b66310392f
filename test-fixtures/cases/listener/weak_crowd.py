"""Players of a game hear the whistle as long as somebody knows them."""
import weakref


class Whistle:
    def __init__(self):
        self._players = weakref.WeakSet()
        self._referees = []

    def join(self, player):
        self._players.add(player)
        return player

    def judge(self, referee):
        self._referees.append(referee)
        return referee

    def blow(self):
        for player in list(self._players):
            player.hear()
        for referee in self._referees:
            referee.hear()


whistle = Whistle()


class Player:
    def __init__(self):
        self.heard = 0
        whistle.join(self)

    def hear(self):
        self.heard += 1


class Referee(Player):
    def __init__(self):
        super().__init__()
        whistle.judge(self)  # leak: listener


def scenario(tmp):
    team = [Player(), Player()]
    referee = Referee()
    whistle.blow()
    print([player.heard for player in team], referee.heard >= 1)
