"""Who reports to whom, from a flat list."""


class Employee:
    def __init__(self, name):
        self.name = name
        self.boss = None
        self.reports = []


def chart(pairs):
    people = {}
    for name, boss in pairs:
        people.setdefault(name, Employee(name))
        if boss:
            people.setdefault(boss, Employee(boss))
            people[name].boss = people[boss]  # leak: cycle #1
            people[boss].reports.append(people[name])  # leak: cycle #1
    return people


def span(people):
    return {name: len(person.reports) for name, person in people.items()}


def scenario(tmp):
    print(span(chart([("ann", None), ("bob", "ann"), ("cid", "ann")])))
