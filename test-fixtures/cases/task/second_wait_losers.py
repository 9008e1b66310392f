"""The faster of two mirrors wins; the other one goes on for ever."""
import asyncio
import threading

loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()


async def mirror(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def fastest():
    tasks = [asyncio.create_task(mirror("near", 0)),  # leak: task #1
             asyncio.create_task(mirror("far", 3600))]  # leak: task #1
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # leak: task #1
    return done.pop().result()


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(fastest(), loop).result())
