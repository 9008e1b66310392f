"""Feeds pigeons from a background task that lives as long as the loft."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Loft:
    def __init__(self):
        self.tasks = set()
        self.fed = 0

    async def feed(self):
        while True:
            self.fed += 1
            await asyncio.sleep(10)

    async def __aenter__(self):
        for _ in range(2):
            task = asyncio.create_task(self.feed())
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        return self

    async def __aexit__(self, *exc_info):
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def visit():
    async with Loft() as loft:
        await asyncio.sleep(0.01)
        return loft.fed


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(visit(), _loop).result())
