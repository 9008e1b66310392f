"""Counts sparrows with tasks that are kept in a set."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Roof:
    def __init__(self):
        self.tasks = set()
        self.seen = 0

    async def count(self):
        while True:
            self.seen += 1
            await asyncio.sleep(10)

    async def open(self, eaves):
        for _ in range(eaves):
            task = asyncio.create_task(self.count())  # leak: task
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def close(self):
        self.tasks.clear()


async def visit():
    roof = Roof()
    await roof.open(2)
    await asyncio.sleep(0.01)
    await roof.close()
    return roof.seen


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(visit(), _loop).result())
