"""Customers of a parcel desk are told once, when their parcel has come."""


class Desk:
    def __init__(self):
        self._waiting = {}

    def ask_for(self, number, callback):
        self._waiting.setdefault(number, []).append(callback)

    def arrived(self, number, weight):
        self._inform(number, weight)
        return number

    def _inform(self, number, weight):
        callbacks = self._waiting.get(number)
        if callbacks is None:
            return
        del self._waiting[number]
        for callback in callbacks:
            callback(weight)


desk = Desk()


class Customer:
    def __init__(self, name, number):
        self.name = name
        self.weight = None
        desk.ask_for(number, self.collect)

    def collect(self, weight):
        self.weight = weight


def scenario(tmp):
    customers = [Customer(name, number) for number, name in enumerate(["ann", "bob"])]
    for number in range(2):
        desk.arrived(number, number + 5)
    print([customer.weight for customer in customers])
