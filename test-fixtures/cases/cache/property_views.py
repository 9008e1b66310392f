"""Charts are drawn once; their pictures are kept in the class."""
import itertools

_n = itertools.count()


class Chart:
    _pictures = {}  # leak: cache #1

    def __init__(self, values):
        self.values = tuple(values)

    @property
    def key(self):
        return hash(self.values)

    @property
    def picture(self):
        found = self._pictures.get(self.key)
        if found is None:
            found = ["#" * value for value in self.values]
            self._pictures[self.key] = found  # leak: cache #1
        return found


def scenario(tmp):
    chart = Chart([1, 2, next(_n)])
    print(chart.picture[:2])
