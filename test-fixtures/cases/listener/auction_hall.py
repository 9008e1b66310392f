"""Bidders of an auction hall follow several lots while they sit there."""
import functools


class Hall:
    def __init__(self):
        self._lots = {}

    def on(self, lot, handler):
        self._lots.setdefault(lot, []).append(handler)

    def off(self, lot, handler):
        self._lots[lot].remove(handler)

    def bid(self, lot, amount):
        for handler in list(self._lots.get(lot, ())):
            handler(amount)


HALL = Hall()


class Bidder:
    def __init__(self, lots):
        self.best = {}
        self._undo = []
        for lot in lots:
            self._follow(lot, functools.partial(self._bid, lot))
        self._follow("clock", lambda amount: self.best.clear())

    def _follow(self, lot, handler):
        HALL.on(lot, handler)
        self._undo.append(functools.partial(HALL.off, lot, handler))

    def _bid(self, lot, amount):
        self.best[lot] = amount

    def leave(self):
        while self._undo:
            self._undo.pop()()


def scenario(tmp):
    bidder = Bidder(["vase", "lamp"])
    HALL.bid("vase", 10)
    HALL.bid("lamp", 3)
    bidder.leave()
    print(bidder.best)
