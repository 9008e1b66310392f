"""Heartbeats of clients on a loop that lives on."""
import asyncio
import threading

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


class Client:
    def __init__(self, name):
        self.name = name
        self.beats = 0
        asyncio.run_coroutine_threadsafe(self._beat(), LOOP)  # leak: task

    async def _beat(self):
        while True:
            self.beats += 1
            await asyncio.sleep(0.2)

    def greet(self):
        return f"hello from {self.name}"


def scenario(tmp):
    for name in ("ann", "bob"):
        print(Client(name).greet())
