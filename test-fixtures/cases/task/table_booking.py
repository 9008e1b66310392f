"""Keeps tables for guests who are late."""
import asyncio

WAIT = 900
house = asyncio.new_event_loop()


class Booking:
    def __init__(self, guest):
        self.guest = guest
        self.seated = False
        self._lapse = house.call_later(WAIT, self.lapse)

    def lapse(self):
        if not self.seated:
            self.guest = None

    async def arrive(self):
        await asyncio.sleep(0)
        self.seated = True
        self._lapse.cancel()
        return self.guest


async def evening(guests):
    return [await Booking(guest).arrive() for guest in guests]


def scenario(tmp):
    print(house.run_until_complete(evening(["ines", "olaf"])))
