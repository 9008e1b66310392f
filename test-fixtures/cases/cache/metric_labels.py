"""Metrics by label, a class with __call__."""
import itertools
_n = itertools.count()


class Metric:
    def __init__(self, name):
        self.name = name
        self.values = {}  # leak: cache #1

    def labels(self, **labels):
        key = tuple(sorted(labels.items()))
        try:
            return self.values[key]
        except KeyError:
            child = self.values[key] = [0]  # leak: cache #1
            return child


REQUESTS = Metric("requests")


def scenario(tmp):
    REQUESTS.labels(path=f"/item/{next(_n)}")[0] += 1
    print(REQUESTS.name)
