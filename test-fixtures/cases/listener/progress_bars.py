"""Progress bars of downloads; finished ones forget themselves."""


class Monitor:
    instance = None

    def __init__(self):
        self.observers = set()

    @classmethod
    def get(cls):
        if cls.instance is None:
            cls.instance = cls()
        return cls.instance

    def add_observer(self, observer):
        self.observers.add(observer)

    def discard_observer(self, observer):
        self.observers.discard(observer)

    def progress(self, percent):
        for observer in list(self.observers):
            observer.progressed(percent)


class Bar:
    def __init__(self):
        self.percent = 0
        Monitor.get().add_observer(self)

    def progressed(self, percent):
        self.percent = percent
        if percent >= 100:
            Monitor.get().discard_observer(self)


class Spinner:
    def __init__(self):
        self.turns = 0
        Monitor.get().add_observer(self)  # leak: listener

    def progressed(self, percent):
        self.turns += 1


def scenario(tmp):
    bar, spinner = Bar(), Spinner()
    for percent in (50, 100):
        Monitor.get().progress(percent)
    print(bar.percent, spinner.turns)
