"""A lighthouse that turns in an event loop and is switched off at dawn."""
import asyncio
import contextlib


class Lighthouse:
    def __init__(self):
        self.turns = 0
        self._turning = None

    async def __aenter__(self):
        self._turning = asyncio.create_task(self._turn())
        return self

    async def _turn(self):
        while True:
            self.turns += 1
            await asyncio.sleep(0.001)

    async def __aexit__(self, *exc_info):
        self._turning.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._turning


async def night():
    async with Lighthouse() as light:
        await asyncio.sleep(0.01)
        return light.turns > 0


def scenario(tmp):
    print(asyncio.run(night()))
