"""The faster of two mirrors wins; the other one is cancelled."""
import asyncio


async def mirror(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def fastest():
    tasks = [asyncio.create_task(mirror("near", 0)), asyncio.create_task(mirror("far", 3600))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


def scenario(tmp):
    print(asyncio.run(fastest()))
