"""A trainer calls back after each round."""


class Trainer:
    def __init__(self):
        self.callbacks = []

    def add_callback(self, callback):
        self.callbacks.append(callback)

    def remove_callback(self, callback):
        self.callbacks.remove(callback)

    def fit(self, rounds):
        self.stopped = False
        loss = 8.0
        for number in range(rounds):
            loss /= 2
            for callback in self.callbacks:
                callback(self, number, loss)
            if self.stopped:
                break
        return number


TRAINER = Trainer()


class EarlyStop:
    def __init__(self, limit):
        self.limit = limit

    def __call__(self, trainer, number, loss):
        if loss < self.limit:
            trainer.stopped = True


def train(rounds, limit):
    TRAINER.add_callback(EarlyStop(limit))  # leak: listener
    return TRAINER.fit(rounds)


def scenario(tmp):
    print(train(10, 1.5))
