"""Number of ways through a grid, with a memo that lives as long as the question."""
import itertools

_size = itertools.count(3)


def ways(rows, columns, memo=None):
    if memo is None:
        memo = {}
    if rows == 1 or columns == 1:
        return 1
    key = (rows, columns)
    if key not in memo:
        memo[key] = ways(rows - 1, columns, memo) + ways(rows, columns - 1, memo)
    return memo[key]


def scenario(tmp):
    print(ways(4, 4), ways(next(_size), 2) > 2)
