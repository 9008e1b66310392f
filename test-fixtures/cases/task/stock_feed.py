"""A feed of stock prices on a background loop; each watch pings for itself."""
import asyncio
import threading

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


async def ping(name, log):
    while True:
        log.append(name)
        await asyncio.sleep(1)


async def watch(name):
    log = []
    asyncio.ensure_future(ping(name, log))  # leak: task
    await asyncio.sleep(0)
    return f"{name}: {len(log)} ping"


def scenario(tmp):
    for name in ("ABC", "XYZ"):
        print(asyncio.run_coroutine_threadsafe(watch(name), LOOP).result())
