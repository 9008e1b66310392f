"""Scores of games by player."""
import collections
import itertools

SCORES = collections.defaultdict(list)  # leak: cache #1
_game = itertools.count()


class Score:
    def __init__(self, game, points):
        self.game, self.points = game, points


def record(player, points):
    SCORES[player].append(Score(next(_game), points))  # leak: cache #1


def leader():
    return max(SCORES, key=lambda player: max(score.points for score in SCORES[player]))


def scenario(tmp):
    record("Ann", 12)
    record("Bob", 7)
    print(leader())
