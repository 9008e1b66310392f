"""Rows of objects; the columns of a class are looked up once."""
import dataclasses
import itertools

_n = itertools.count()
_columns = {}


@dataclasses.dataclass
class Customer:
    number: int
    name: str


@dataclasses.dataclass
class Invoice:
    customer: int
    amount: float


def columns_of(thing):
    model = type(thing)
    try:
        return _columns[model]
    except KeyError:
        _columns[model] = [field.name for field in dataclasses.fields(model)]
        return _columns[model]


def insert(thing):
    names = columns_of(thing)
    places = ", ".join("?" for _ in names)
    return f"INSERT INTO {type(thing).__name__.lower()} ({', '.join(names)}) VALUES ({places})"


def scenario(tmp):
    print(insert(Customer(next(_n), "Ann")))
    print(insert(Invoice(next(_n), 9.5)))
