"""Overnight stays in an igloo hotel, one room at a time."""
import asyncio
from contextlib import asynccontextmanager


class Occupied(Exception):
    pass


class Guest:
    def __init__(self, name):
        self.name = name
        self.room = None
        self.nights = 0

    async def sleep(self):
        await asyncio.sleep(0)
        self.nights += 1
        return f"{self.name} sleeps at {self.room.celsius} degrees"


class Room:
    beds = 2

    def __init__(self, celsius):
        self.celsius = celsius
        self.guests = {}

    def move_in(self, guest):
        if len(self.guests) >= self.beds:
            raise Occupied(guest.name)
        self.guests[guest.name] = guest
        guest.room = self

    def move_out(self, name):
        guest = self.guests.pop(name)
        return guest.nights


@asynccontextmanager
async def booked(celsius, *names):
    room = Room(celsius)
    try:
        for name in names:
            room.move_in(Guest(name))
        yield room
    finally:
        for name in tuple(room.guests):
            room.move_out(name)


async def night(celsius, *names):
    try:
        async with booked(celsius, *names) as room:
            return [await guest.sleep() for guest in room.guests.values()]
    except Occupied as crowd:
        return [f"no bed for {crowd}"]


def scenario(tmp):
    print(asyncio.run(night(-4, "Nils", "Eva")))
    print(asyncio.run(night(-6, "Ole", "Kaja", "Per")))
