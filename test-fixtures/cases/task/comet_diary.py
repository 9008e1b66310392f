"""Runs a loop in a thread for the length of a night."""
import asyncio
import contextlib
import threading


@contextlib.contextmanager
def night():
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def note(text):
    await asyncio.sleep(0)
    return text.title()


def scenario(tmp):
    with night() as loop:
        print(asyncio.run_coroutine_threadsafe(note("a comet"), loop).result())
