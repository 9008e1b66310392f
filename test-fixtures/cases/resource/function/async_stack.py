"""Gathers the reports of several offices in an asynchronous program."""
import asyncio
from contextlib import AsyncExitStack


async def gather(paths):
    async with AsyncExitStack() as stack:
        streams = [stack.enter_context(open(path)) for path in paths]
        await asyncio.sleep(0)
        extra = paths[0].open()
        stack.callback(extra.close)
        return [stream.readline().strip() for stream in (*streams, extra)]


async def hand_over(path):
    stack = AsyncExitStack()
    stream = stack.enter_context(open(path))
    await asyncio.sleep(0)
    return stream, stack


async def main(paths):
    print(await gather(paths))
    stream, stack = await hand_over(paths[1])
    async with stack:
        print(stream.read())


def scenario(tmp):
    (tmp / "1").write_text("north\n")
    (tmp / "2").write_text("south\n")
    asyncio.run(main(sorted(tmp.iterdir())))
