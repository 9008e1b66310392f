"""Runs coroutines on a loop in a thread that nobody ends."""
import asyncio
import threading


class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()


async def triple(number):
    return number * 3


def compute(number):
    return Background().call(triple(number))


def scenario(tmp):
    print(compute(2))
