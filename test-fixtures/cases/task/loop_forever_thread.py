"""Runs coroutines of a weather station on a loop in a thread."""
import asyncio
import threading


def start_loop():
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=run, args=(loop,), daemon=True)  # leak: task #1
    thread.start()  # leak: task #1
    return loop


def run(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def wind(station):
    await asyncio.sleep(0)
    return f"{station}: {len(station)} m/s"


def ask(station):
    loop = start_loop()
    return asyncio.run_coroutine_threadsafe(wind(station), loop).result()


def scenario(tmp):
    print(ask("Oslo"))
    print(ask("Bergen"))
