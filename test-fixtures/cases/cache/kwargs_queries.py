"""Queries with parameters, answered from a cache."""
import itertools

_id = itertools.count()


class Table:
    def __init__(self, rows):
        self.rows = rows
        self._answers = {}  # leak: cache #1

    def find(self, **conditions):
        key = frozenset(conditions.items())
        if key not in self._answers:
            self._answers[key] = [  # leak: cache #1
                row for row in self.rows if all(row.get(name) == value for name, value in conditions.items())
            ]
        return self._answers[key]


PEOPLE = Table([{"name": "Ann", "age": 30}, {"name": "Bob", "age": 41}])


def scenario(tmp):
    print(PEOPLE.find(name="Ann")[0]["age"], PEOPLE.find(name="Bob", age=next(_id) + 50))
