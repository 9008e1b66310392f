"""Short-lived tickets for downloads."""
import hashlib
import itertools
from dataclasses import dataclass

_serial = itertools.count(1)


class Clock:
    def __init__(self):
        self._now = 0

    def __call__(self):
        self._now += 1
        return self._now


@dataclass(slots=True)
class Ticket:
    path: str
    owner: str
    expires: int

    def valid_at(self, now):
        return now < self.expires


class TicketOffice:
    _issued: dict[str, Ticket] = {}  # leak: cache #1

    def __init__(self, clock, lifetime=5):
        self.clock = clock
        self.lifetime = lifetime

    def issue(self, path, owner):
        code = hashlib.sha256(f"{path}|{owner}|{next(_serial)}".encode()).hexdigest()[:16]
        ticket = Ticket(path, owner, self.clock() + self.lifetime)
        self._issued.update({code: ticket})  # leak: cache #1
        return code

    def redeem(self, code, owner):
        ticket = self._issued.get(code)
        if ticket is None or ticket.owner != owner:
            return None
        if not ticket.valid_at(self.clock()):
            return None
        return ticket.path

    def valid(self):
        now = self.clock()
        return {code: ticket for code, ticket in self._issued.items() if ticket.valid_at(now)}


def scenario(tmp):
    office = TicketOffice(Clock())
    code = office.issue("/files/summer.zip", "ada")
    print(office.redeem(code, "ada"), office.redeem(code, "bob"), office.redeem("0000", "ada"))
    for _ in range(5):
        office.clock()
    print(office.redeem(code, "ada"))
