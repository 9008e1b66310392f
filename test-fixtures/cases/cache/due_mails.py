"""Mails that go out when their time has come."""
import heapq
import itertools

_due = []
_clock = itertools.count()


def plan(delay, address):
    heapq.heappush(_due, (next(_clock) + delay, address))


def send_due(now):
    sent = []
    while _due and _due[0][0] <= now:
        _, address = heapq.heappop(_due)
        sent.append(address)
    return sent


def scenario(tmp):
    plan(3, "ann@example.org")
    plan(1, "bob@example.org")
    print(send_due(next(_clock) + 10))
