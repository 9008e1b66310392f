"""Announces trams with a coroutine that is cancelled when nobody listens any more."""
import asyncio
import contextlib
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


@contextlib.asynccontextmanager
async def ticking(line, calls):
    async def tick():
        while True:
            calls.append(line)
            await asyncio.sleep(30)

    task = asyncio.get_running_loop().create_task(tick())
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def announce(line):
    calls = []
    async with ticking(line, calls):
        await asyncio.sleep(0)
    return len(calls)


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(announce("7"), _loop).result())
