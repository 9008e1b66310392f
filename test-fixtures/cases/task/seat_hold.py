"""Reserved seats are freed again after a while, unless they are bought."""
import threading


class Seats:
    def __init__(self, hold_for=120):
        self.hold_for = hold_for
        self._timers = {}

    def reserve(self, seat):
        timer = threading.Timer(self.hold_for, self._free, args=(seat,))
        timer.daemon = True
        self._timers[seat] = timer
        timer.start()

    def _free(self, seat):
        self._timers.pop(seat, None)

    def buy(self, seat):
        timer = self._timers.pop(seat)
        timer.cancel()
        timer.join()
        return f"{seat} sold"


def scenario(tmp):
    seats = Seats()
    seats.reserve("A1")
    print(seats.buy("A1"))
