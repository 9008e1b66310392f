"""A memo that lives as long as one call."""


def longest_common(first, second):
    memo = {}

    def solve(i, j):
        if i == len(first) or j == len(second):
            return 0
        if (i, j) not in memo:
            if first[i] == second[j]:
                memo[i, j] = 1 + solve(i + 1, j + 1)
            else:
                memo[i, j] = max(solve(i + 1, j), solve(i, j + 1))
        return memo[i, j]

    try:
        return solve(0, 0)
    finally:
        solve = None


def scenario(tmp):
    print(longest_common("leak", "lint"))
