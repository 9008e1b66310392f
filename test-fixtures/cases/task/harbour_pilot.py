"""Pilots wait for ships; a ship that is late is given up."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Berth:
    def __init__(self, ship):
        self.ship = ship
        self.state = "expected"

    async def reserve(self):
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(3600, self._give_up)  # leak: task
        return self.ship

    def _give_up(self):
        self.state = "given up"

    async def moor(self):
        self.state = "moored"
        return self.state


async def visit(ship):
    berth = Berth(ship)
    await berth.reserve()
    return await berth.moor()


def scenario(tmp):
    for ship in ("Aurora", "Fram"):
        print(asyncio.run_coroutine_threadsafe(visit(ship), _loop).result())
