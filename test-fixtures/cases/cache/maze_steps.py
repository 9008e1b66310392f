"""Shortest ways through the mazes of a puzzle magazine."""
import collections
import itertools

_issue = itertools.count(1)

PLAN = """\
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########"""


class Maze:
    def __init__(self, title, plan):
        self.title = title
        self.rows = plan.splitlines()

    def find(self, mark):
        for y, row in enumerate(self.rows):
            x = row.find(mark)
            if x >= 0:
                return x, y
        raise LookupError(mark)

    def open(self, x, y):
        return self.rows[y][x] != "#"


class Route:
    def __init__(self, steps, doors):
        self.steps, self.doors = steps, doors


def _explore(maze, start, goal, routes):
    distance = {start: 0}
    queue = collections.deque([start])
    while queue:
        x, y = place = queue.popleft()
        if place == goal:
            break
        for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if near not in distance and maze.open(*near):
                distance[near] = distance[place] + 1
                queue.append(near)
    _keep(routes, (maze.title, start, goal), Route(distance.get(goal), len(distance)))


def _keep(table, key, value):
    table[key] = value  # leak: cache #1


def route(maze, start, goal, routes={}):  # leak: cache #1
    key = maze.title, start, goal
    if key not in routes:
        _explore(maze, start, goal, routes)  # leak: cache #1
    return routes[key]


def solve(title, plan):
    maze = Maze(title, plan)
    return route(maze, maze.find("S"), maze.find("E"))


def scenario(tmp):
    title = f"Issue {next(_issue)}"
    print(solve(title, PLAN).steps, solve(title, PLAN).doors)
