"""A help desk that hands out tickets."""
import itertools

_numbers = itertools.count(100)


class Ticket:
    def __init__(self, number, subject):
        self.number, self.subject = number, subject


class Desk:
    def __init__(self):
        self.history = []  # leak: cache #1
        self.open_count = 0

    def accept(self, subject):
        ticket = Ticket(next(_numbers), subject)
        self.history.append(ticket)  # leak: cache #1
        self.open_count = len([subject])
        return ticket.number


DESK = Desk()


def scenario(tmp):
    first = DESK.accept("printer")
    print(DESK.accept("keyboard") - first)
