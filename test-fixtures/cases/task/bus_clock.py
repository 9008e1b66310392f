"""Announces buses with nested coroutines that run beside their caller."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


async def announce(line, calls):
    async def tick():
        while True:
            calls.append(line)
            await asyncio.sleep(30)

    ticking = asyncio.ensure_future(tick())  # leak: task
    await asyncio.sleep(0)
    return len(calls)


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(announce("7", []), _loop).result())
