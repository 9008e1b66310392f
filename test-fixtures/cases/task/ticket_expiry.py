"""Reserved seats are freed again after a while."""
import threading


class Seats:
    def __init__(self, hold_for=120):
        self.hold_for = hold_for
        self.reserved = {}

    def reserve(self, seat, guest):
        self.reserved[seat] = guest
        timer = threading.Timer(self.hold_for, self._free, args=(seat,))  # leak: task #1
        timer.daemon = True
        timer.start()  # leak: task #1

    def _free(self, seat):
        self.reserved.pop(seat, None)

    def buy(self, seat):
        return f"{seat} sold to {self.reserved.pop(seat)}"


def evening(guests):
    seats = Seats()
    for number, guest in enumerate(guests):
        seats.reserve(number, guest)
    return [seats.buy(number) for number in range(len(guests))]


def scenario(tmp):
    print(evening(["ann", "bob"]))
