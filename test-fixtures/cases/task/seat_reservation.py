"""Seats are held for a few minutes, then offered again."""
import asyncio
from typing import Optional

HOLD_SECONDS = 600
office = asyncio.new_event_loop()


class Hall:
    def __init__(self, seats: int) -> None:
        self.free = set(range(1, seats + 1))

    def take(self) -> Optional[int]:
        if not self.free:
            return None
        seat = min(self.free)
        self.free.discard(seat)
        return seat

    def give_back(self, seat: int) -> None:
        self.free.add(seat)


class Reservation:
    def __init__(self, hall: Hall, customer: str) -> None:
        self.hall = hall
        self.customer = customer
        self.paid = False
        self.seat = hall.take()
        if self.seat is not None:
            office.call_later(HOLD_SECONDS, self.expire)  # leak: task

    def expire(self) -> None:
        if not self.paid and self.seat is not None:
            self.hall.give_back(self.seat)
            self.seat = None

    async def pay(self, amount: float) -> str:
        if self.seat is None:
            return f"{self.customer}: sold out"
        await asyncio.sleep(0)
        self.paid = True
        return f"{self.customer}: seat {self.seat} for {amount:.2f}"


async def evening(customers, seats):
    hall = Hall(seats)
    return [await Reservation(hall, customer).pay(17.5) for customer in customers]


def scenario(tmp):
    print(office.run_until_complete(evening(["ann", "bob", "cleo"], seats=2)))
    print(office.run_until_complete(evening([], seats=2)))
