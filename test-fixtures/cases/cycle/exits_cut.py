"""A stage show in a with statement: the actors leave with the lights."""


class Actor:
    def __init__(self, show, name):
        self.show = show
        self.name = name
        self.cue = self.say

    def say(self):
        return f"{self.name} in {self.show.title}"

    def leave(self):
        self.show = None
        del self.cue


class Show:
    def __init__(self, title):
        self.title = title
        self.cast = []

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        while self.cast:
            self.cast.pop().leave()

    def engage(self, name):
        self.cast.append(Actor(self, name))


def scenario(tmp):
    with Show("Hamlet") as show:
        show.engage("Ann")
        show.engage("Bob")
        print([actor.cue() for actor in show.cast])
