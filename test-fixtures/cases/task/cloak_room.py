"""Coats that nobody fetches go to the lost property office."""
import asyncio


class Coat:
    def __init__(self, colour):
        self.colour = colour
        self.ticket = f"no. {len(colour)}"
        asyncio.get_running_loop().call_later(3600, self.give_up)

    def give_up(self):
        if self.ticket is not None:
            self.ticket = None

    def fetch(self):
        ticket, self.ticket = self.ticket, None
        return ticket


async def concert(colours):
    await asyncio.sleep(0)
    return [Coat(colour).fetch() for colour in colours]


def scenario(tmp):
    print(asyncio.run(concert(["green", "grey"])))
