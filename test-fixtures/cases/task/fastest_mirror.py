"""Asks several mirrors and takes the first answer; the loop lives on."""
import asyncio
import threading

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


async def fetch(mirror, delay):
    await asyncio.sleep(delay)
    return mirror


async def fastest(mirrors):
    tasks = [asyncio.create_task(fetch(name, delay)) for name, delay in mirrors.items()]  # leak: task #1
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # leak: task #1
    return done.pop().result()


def scenario(tmp):
    for mirrors in ({"near": 0.0, "far": 60.0}, {"home": 0.0, "moon": 90.0}):
        print(asyncio.run_coroutine_threadsafe(fastest(mirrors), LOOP).result())
