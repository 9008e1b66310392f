"""A chat room whose members are greeted in the background."""
import asyncio


class Room:
    def __init__(self):
        self.greetings = []
        self._tasks = set()

    def join(self, name):
        task = asyncio.create_task(self._greet(name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _greet(self, name):
        await asyncio.sleep(0)
        self.greetings.append(f"hello {name}")

    async def close(self):
        await asyncio.gather(*self._tasks)


async def main():
    room = Room()
    for name in ("ann", "bob"):
        room.join(name)
    await room.close()
    return room.greetings


def scenario(tmp):
    print(asyncio.run(main()))
