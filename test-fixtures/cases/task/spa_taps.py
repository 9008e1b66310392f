"""Turns taps by coroutines on a loop in the background."""
import asyncio
import threading


class Taps:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    async def _turn(self, tap, much):
        await asyncio.sleep(0)
        return f"{tap} {much}"

    async def _finish(self):
        self.loop.stop()

    def turn(self, tap, much):
        return asyncio.run_coroutine_threadsafe(self._turn(tap, much), self.loop).result(5)

    def close(self):
        asyncio.run_coroutine_threadsafe(self._finish(), self.loop)
        self.thread.join()
        self.loop.close()


def scenario(tmp):
    taps = Taps()
    try:
        print(taps.turn("hot", 2))
    finally:
        taps.close()
