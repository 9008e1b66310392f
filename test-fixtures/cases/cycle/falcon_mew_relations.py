"""Book-keeping of a falconry, with relations declared on the classes."""


class Relation:
    """An attribute that names another record; the record's own side is filled in as well."""

    def __init__(self, inverse=None):
        self.inverse = inverse
        self.slot = ""

    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, record, owner=None):
        if record is None:
            return self
        return record.__dict__.get(self.slot)

    def __set__(self, record, value):
        record.__dict__[self.slot] = value  # leak: cycle #1
        if value is not None and self.inverse:
            if getattr(value, self.inverse) is not record:
                setattr(value, self.inverse, record)  # leak: cycle #1


class Record:
    def __init__(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)  # leak: cycle #1


class Falcon(Record):
    perch = Relation(inverse="tenant")  # leak: cycle #1
    grams = 0

    def hungry(self):
        return self.grams < 700


class Perch(Record):
    tenant = Relation(inverse="perch")  # leak: cycle #1
    number = 0

    def label(self):
        return f"perch {self.number}: {self.tenant.ring if self.tenant else 'free'}"


def house(birds, free):
    perches = [Perch(number=number) for number in free]
    for bird, perch in zip(birds, perches):
        bird.perch = perch  # leak: cycle #1
    return perches


def scenario(tmp):
    birds = [Falcon(ring="A7", grams=640), Falcon(ring="C2", grams=815)]
    for perch in house(birds, [4, 5, 6]):
        print(perch.label(), bool(perch.tenant and perch.tenant.hungry()))
