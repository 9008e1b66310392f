"""An asynchronous file keeper."""
import asyncio


class Keeper:
    def __init__(self, path):
        self.path = path

    async def __aenter__(self):
        self.file = await asyncio.to_thread(open, self.path, "w")
        self.extra = open(f"{self.path}.extra", "w")
        return self

    async def put(self, text):
        await asyncio.sleep(0)
        self.file.write(text)

    async def __aexit__(self, *exc_info):
        self.file.close()
        self.extra.close()


async def main(path):
    async with Keeper(path) as keeper:
        await keeper.put("kept")


def scenario(tmp):
    asyncio.run(main(tmp / "k"))
    print((tmp / "k").read_text())
