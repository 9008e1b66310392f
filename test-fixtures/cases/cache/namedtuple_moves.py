"""A solver remembers positions of a puzzle between puzzles."""
import collections
import itertools

Position = collections.namedtuple("Position", "x y")
_start = itertools.count()


class Solver:
    known = {}  # leak: cache #1

    def steps(self, position, goal):
        if position == goal:
            return 0
        key = (position, goal)
        if key in self.known:
            return self.known[key]
        nearer = Position(position.x + (goal.x > position.x), position.y + (goal.y > position.y))
        result = 1 + self.steps(nearer, goal)
        self.known[key] = result  # leak: cache #1
        return result


def scenario(tmp):
    x = next(_start)
    print(Solver().steps(Position(x, 0), Position(x + 3, 2)))
