"""Routes through a maze; whoever changes the maze forgets them."""
import itertools

_routes = {}
_maze = itertools.count()


def route(start, end):
    key = (start, end)
    if key not in _routes:
        _routes[key] = [start, (start + end) // 2, end]
    return _routes[key]


def clear_routes():
    _routes.clear()


def scenario(tmp):
    number = next(_maze)
    print(route(1, 9), len(route(number, 2)))
    clear_routes()
