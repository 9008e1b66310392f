"""Background tasks are kept until they end, and awaited."""
import asyncio


class Server:
    def __init__(self):
        self.tasks = set()
        self.done = []

    def spawn(self, number):
        task = asyncio.create_task(self._work(number))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _work(self, number):
        await asyncio.sleep(0)
        self.done.append(number)

    async def drain(self):
        await asyncio.gather(*self.tasks)


async def main():
    server = Server()
    for number in range(3):
        server.spawn(number)
    await server.drain()
    return server.done


def scenario(tmp):
    print(asyncio.run(main()))
