"""Whose turn is it? Players sit in a ring."""


class Seat:
    def __init__(self, name):
        self.name = name
        self.next = None


def seat_all(names):
    seats = [Seat(name) for name in names]
    for index, seat in enumerate(seats):
        seat.next = seats[(index + 1) % len(seats)]  # leak: cycle
    return seats[0]


def turns(seat, count):
    for _ in range(count):
        yield seat.name
        seat = seat.next


def scenario(tmp):
    print(list(turns(seat_all(["ann", "bob", "cid"]), 5)))
