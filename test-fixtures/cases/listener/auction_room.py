"""Bidders follow the lots of an auction room."""


class AuctionRoom:
    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)

    def unsubscribe(self, listener):
        self.listeners.remove(listener)

    def bid(self, lot, amount):
        for listener in tuple(self.listeners):
            listener(lot, amount)


ROOM = AuctionRoom()


class Bidder:
    def __init__(self, name, limit):
        self.name = name
        self.limit = limit
        self.seen = []
        ROOM.subscribe(self.on_bid)  # leak: listener

    def on_bid(self, lot, amount):
        if amount < self.limit:
            self.seen.append((lot, amount))

    def leave(self):
        return f"{self.name} saw {len(self.seen)} bids"


def evening(names):
    bidders = [Bidder(name, 100) for name in names]
    ROOM.bid("vase", 40)
    ROOM.bid("clock", 140)
    return [bidder.leave() for bidder in bidders]


def scenario(tmp):
    print(evening(["Ann", "Bo"]))
