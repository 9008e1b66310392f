"""Cheapest path through a grid of costs, top to bottom, as seam carving does it."""
import functools
import sys


class Grid:
    def __init__(self, rows):
        self.rows = [tuple(row) for row in rows]
        widths = {len(row) for row in self.rows}
        if len(widths) > 1:
            raise ValueError("ragged grid")
        self.width = widths.pop() if widths else 0

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, place):
        row, column = place
        return self.rows[row][column]


def cheapest_seam(grid):
    if not len(grid):
        return 0, []
    bottom = len(grid) - 1

    @functools.lru_cache(maxsize=4096)  # leak: cycle #1
    def below(row, column):  # leak: cycle #1
        cost = grid[row, column]
        if row == bottom:
            return cost, (column,)
        best, seam = sys.maxsize, ()
        for step in (-1, 0, 1):
            if 0 <= column + step < grid.width:
                candidate, rest = below(row + 1, column + step)  # leak: cycle #1
                if candidate < best:
                    best, seam = candidate, rest
        return cost + best, (column,) + seam

    total, seam = min(below(0, column) for column in range(grid.width))
    return total, list(seam)


def scenario(tmp):
    print(cheapest_seam(Grid([[1, 9, 9], [9, 1, 9], [9, 9, 1]])))
    print(cheapest_seam(Grid([[5, 2], [1, 7], [3, 3]])))
    print(cheapest_seam(Grid([])))
