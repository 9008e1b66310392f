"""Sums the rows of matrices with a pool that lives as long as the calculator."""
from concurrent.futures import ThreadPoolExecutor


class Calculator:
    def __init__(self):
        self._pool = ThreadPoolExecutor(max_workers=2)

    def rows(self, matrix):
        return list(self._pool.map(sum, matrix))

    def close(self):
        self._pool.shutdown(wait=True)


def scenario(tmp):
    calculator = Calculator()
    try:
        print(calculator.rows([[1, 2], [3, 4]]))
    finally:
        calculator.close()
