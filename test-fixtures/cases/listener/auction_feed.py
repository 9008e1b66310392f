"""Bids of an auction, read as a stream by whoever is interested."""
import collections
import contextlib


class AuctionHouse:
    _house = None

    @classmethod
    def shared(cls):
        if cls._house is None:
            cls._house = cls()
        return cls._house

    def __init__(self):
        self._inboxes = set()

    def _enrol(self):
        inbox = Inbox()
        self._inboxes.add(inbox)
        return inbox

    @contextlib.contextmanager
    def bids(self, lot):
        """A stream of the bids for one lot, until the block ends."""
        inbox = self._enrol()
        try:
            yield self._stream(inbox, lot)
        finally:
            self._inboxes -= {inbox}

    @staticmethod
    def _stream(inbox, lot):
        while inbox.items:
            number, bidder, amount = inbox.items.popleft()
            if number == lot:
                yield bidder, amount

    def bid(self, lot, bidder, amount):
        for inbox in self._inboxes:
            inbox.items.append((lot, bidder, amount))

    @property
    def audience(self):
        return len(self._inboxes)


class Inbox:
    def __init__(self):
        self.items = collections.deque()


def auction(lot, reserve, offers):
    house = AuctionHouse.shared()
    best = None, reserve
    with house.bids(lot) as stream:
        for bidder, amount in offers:
            house.bid(lot, bidder, amount)
            house.bid(lot + 1, bidder, amount * 2)
        for bidder, amount in stream:
            if amount > best[1]:
                best = bidder, amount
            if amount > 10 * reserve:
                return f"sold at once to {bidder}", house.audience
    return best, house.audience


def scenario(tmp):
    print(auction(7, 100, [("ada", 90), ("bo", 120), ("cy", 110)]))
    print(auction(8, 10, [("ada", 500)]), AuctionHouse.shared().audience)
