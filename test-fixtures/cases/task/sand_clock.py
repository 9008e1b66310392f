"""Waits for the first of several clocks; the rest is not needed."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


async def run_out(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def first(clocks):
    running = {asyncio.create_task(run_out(name, seconds)) for name, seconds in clocks.items()}  # leak: task
    done, rest = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    print(len(rest), "still run")
    return done.pop().result()


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(first({"egg": 0, "roast": 900}), _loop).result())
