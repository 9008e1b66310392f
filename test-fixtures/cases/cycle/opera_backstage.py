"""Backstage of an opera house: stage, crew and cue desk know one another during the evening."""
from contextlib import closing


class Department:
    """Something that is wired to its colleagues for one evening."""

    colleagues = ()

    def connect(self, **others):
        unknown = set(others) - set(self.colleagues)
        if unknown:
            raise TypeError(f"{type(self).__name__} does not know {sorted(unknown)}")
        for name, other in others.items():
            setattr(self, name, other)
        return self

    def close(self):
        for name in self.colleagues:
            if hasattr(self, name):
                delattr(self, name)


class Stage(Department):
    colleagues = ("crew", "desk")

    def __init__(self):
        self.scenery = "empty"

    def change(self, scenery):
        self.scenery = self.crew.carry(scenery)
        self.desk.confirm(scenery)


class Crew(Department):
    colleagues = ("stage",)

    def carry(self, scenery):
        return f"{scenery} (was {self.stage.scenery.split(' (')[0]})"


class CueDesk(Department):
    colleagues = ("stage",)

    def __init__(self):
        self.done = []

    def go(self, cue):
        self.stage.change(cue)

    def confirm(self, cue):
        self.done.append(cue)


class Evening:
    def __init__(self):
        self.stage, self.crew, self.desk = Stage(), Crew(), CueDesk()
        self.stage.connect(crew=self.crew, desk=self.desk)
        self.crew.connect(stage=self.stage)
        self.desk.connect(stage=self.stage)

    def close(self):
        for department in vars(self).values():
            department.close()


def perform(cues):
    with closing(Evening()) as evening:
        for cue in cues:
            evening.desk.go(cue)
        return evening.stage.scenery, evening.desk.done


def scenario(tmp):
    print(*perform(["garden", "chapel", "dungeon"]))
    print(*perform([]))
