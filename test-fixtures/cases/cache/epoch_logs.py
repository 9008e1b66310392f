"""A trainer that starts its log afresh with each run."""
import itertools

_seed = itertools.count()


class Trainer:
    def __init__(self):
        self.log = []
        self.best = None

    def fit(self, data, epochs=4):
        self.log = []
        weight = float(next(_seed) % 3)
        for epoch in range(epochs):
            error = sum(weight * x - y for x, y in data)
            weight -= 0.01 * error
            self.log.append({"epoch": epoch, "error": abs(error)})
        self.best = min(self.log, key=lambda entry: entry["error"])
        return weight


trainer = Trainer()


def scenario(tmp):
    trainer.fit([(1, 2), (2, 4)])
    print(len(trainer.log), trainer.best["epoch"])
