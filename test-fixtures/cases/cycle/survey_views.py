"""Survey answers with lazily computed statistics."""
from functools import cached_property
from statistics import mean, median


class Statistics:
    def __init__(self, source):
        self._source = source  # leak: cycle #1

    @property
    def average(self):
        return round(mean(self._source.scores), 2)

    @property
    def middle(self):
        return median(self._source.scores)

    def describe(self):
        return f"{self._source.title}: mean {self.average}, median {self.middle}"


class Survey:
    def __init__(self, title, scores):
        self.title = title
        self.scores = list(scores)

    @classmethod
    def from_csv(cls, path):
        title, *rows = path.read_text().splitlines()
        return cls(title, (int(cell) for row in rows for cell in row.split(",")))

    @cached_property
    def stats(self):
        return Statistics(self)  # leak: cycle #1

    @cached_property
    def participants(self):
        return len(self.scores)

    def __len__(self):
        return self.participants


def headline(path):
    survey = Survey.from_csv(path)
    if not len(survey):
        return f"{survey.title}: nobody answered"
    return f"{survey.stats.describe()} ({len(survey)} answers)"


def scenario(tmp):
    canteen = tmp / "canteen.csv"
    canteen.write_text("Canteen\n3,4,5\n2,2\n")
    lift = tmp / "lift.csv"
    lift.write_text("New lift\n")
    for path in (canteen, lift):
        print(headline(path))
