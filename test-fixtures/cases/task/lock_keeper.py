"""Asks a few locks, each by a coroutine, from ordinary code."""
import asyncio
import threading


async def ask(lock):
    await asyncio.sleep(0)
    return f"{lock} locked"


def states(locks):
    loop = asyncio.new_event_loop()
    runner = threading.Thread(target=loop.run_forever, daemon=True)  # leak: task #1
    runner.start()  # leak: task #1
    try:
        return [asyncio.run_coroutine_threadsafe(ask(lock), loop).result(5) for lock in locks]
    finally:
        loop.stop()  # leak: task #1


def scenario(tmp):
    print(states(["front", "shed"]))
