"""Runs coroutines for synchronous callers on a loop in a thread."""
import asyncio
import threading


class Bridge:
    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def double(number):
    await asyncio.sleep(0)
    return number * 2


def scenario(tmp):
    bridge = Bridge()
    try:
        print(bridge.run(double(4)))
    finally:
        bridge.close()
