"""Samples a gate many times a second, on a loop of its own."""
import asyncio
import threading


class Sampler:
    def __init__(self, read):
        self.read = read
        self.last = None
        self.ready = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _tick(self):
        self.last = self.read()
        self.ready.set()
        self.handle = self.loop.call_later(0.01, self._tick)

    def _serve(self):
        self.loop.call_soon(self._tick)
        self.loop.run_forever()
        self.handle.cancel()
        self.loop.close()

    def close(self):
        self.loop.stop()
        self.thread.join()


def scenario(tmp):
    sampler = Sampler(lambda: "shut")
    try:
        sampler.ready.wait(5)
        print(sampler.last)
    finally:
        sampler.close()
