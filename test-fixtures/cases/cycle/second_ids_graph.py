"""Friends by name only."""


class People:
    def __init__(self):
        self.friends = {}

    def befriend(self, first, second):
        self.friends.setdefault(first, []).append(second)
        self.friends.setdefault(second, []).append(first)

    def of(self, name):
        return self.friends.get(name, [])


def scenario(tmp):
    people = People()
    people.befriend("Ada", "Bob")
    people.befriend("Bob", "Cyd")
    print(people.of("Bob"))
