"""Asks a satellite for its position, but not for too long."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


async def listen():
    await asyncio.sleep(3600)
    return "position"


async def ask():
    answer = asyncio.create_task(listen())  # leak: task
    try:
        return await asyncio.wait_for(asyncio.shield(answer), timeout=0.01)
    except asyncio.TimeoutError:
        return "no answer"


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(ask(), _loop).result())
