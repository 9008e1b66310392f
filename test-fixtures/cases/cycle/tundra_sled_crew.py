"""Crews of a sled dog race. Tags are handed back when an animal leaves the books."""
import collections


class TagOffice:
    issued = 0
    returned = 0

    @classmethod
    def issue(cls):
        cls.issued += 1
        return cls.issued - cls.returned


class Member:
    def __init__(self, name, crew):
        self.name = name
        self._join(crew)  # leak: cycle #1

    def _join(self, crew):
        self.crew = crew  # leak: cycle #1
        crew.enrol(self)  # leak: cycle #1


class Musher(Member):
    def __init__(self, name, crew, years):
        super().__init__(name, crew)  # leak: cycle #1
        self.years = years

    def load(self):
        return 80


class Dog(Member):  # leak: cycle #1
    def __init__(self, name, crew, pull):
        super().__init__(name, crew)  # leak: cycle #1
        self.pull = pull
        self.tag = TagOffice.issue()

    def load(self):
        return -self.pull

    def __del__(self):  # leak: cycle #1
        TagOffice.returned += 1


class Crew:
    def __init__(self, bib):
        self.bib = bib
        self.roster = collections.defaultdict(list)  # leak: cycle #1

    def enrol(self, member):
        self.roster[type(member).__name__].append(member)  # leak: cycle #1

    def spare_power(self):
        return -sum(m.load() for members in self.roster.values() for m in members)


def assemble(bib, musher, dogs):
    crew = Crew(bib)
    leader = Musher(musher, crew, years=len(musher))  # leak: cycle #1
    for name, pull in dogs.items():
        Dog(name, crew, pull)  # leak: cycle #1
    return f"{leader.crew.bib} {leader.name}: {crew.spare_power()} kg to spare"


def scenario(tmp):
    print(assemble(11, "Aili", {"Balto": 45, "Togo": 50, "Fritz": 38}))
    print(assemble(12, "Jens", {"Silla": 41, "Nanuk": 44}))
