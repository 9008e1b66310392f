"""Functions are told when rows are stored."""
import collections

_hooks = collections.defaultdict(list)


def listen(model, event, function):
    _hooks[model, event].append(function)


def remove(model, event, function):
    _hooks[model, event].remove(function)


def fire(model, event, row):
    for function in tuple(_hooks[model, event]):
        function(row)


class Order:
    def __init__(self, number):
        self.number = number

    def save(self):
        fire(Order, "saved", self)


def import_orders(numbers):
    stored = []

    def note(row):
        stored.append(row.number)

    listen(Order, "saved", note)  # leak: listener
    for number in numbers:
        Order(number).save()
    return stored


def scenario(tmp):
    print(import_orders([1, 2, 3]))
