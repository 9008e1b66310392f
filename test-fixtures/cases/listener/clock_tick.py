"""Animations follow the clock of a game."""


class Clock:
    _shared = None

    def __init__(self):
        self.functions = []

    @classmethod
    def shared(cls):
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    def schedule(self, function):
        self.functions.append(function)
        return function

    def unschedule(self, function):
        self.functions.remove(function)

    def tick(self, seconds):
        for function in list(self.functions):
            function(seconds)


class Fade:
    def __init__(self, length):
        self.left = length
        Clock.shared().schedule(self.step)  # leak: listener

    def step(self, seconds):
        self.left = max(0, self.left - seconds)


def scenario(tmp):
    fade = Fade(3)
    Clock.shared().tick(2)
    print(fade.left)
