"""Runs an alarm loop of its own for each observer."""
import asyncio
import threading


class Observer:
    def __init__(self, name):
        self.name = name
        self.loop = asyncio.new_event_loop()  # leak: task #1
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()


async def shout(text):
    await asyncio.sleep(0)
    return text.upper()


def scenario(tmp):
    print(Observer("ida").call(shout("comet")))
