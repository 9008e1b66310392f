"""Canal locks are watched by tasks that end with the shift."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Lock:
    def __init__(self, name):
        self.name = name
        self.ships = 0
        self._watching = asyncio.run_coroutine_threadsafe(self._watch(), _loop)

    async def _watch(self):
        while True:
            self.ships += 1
            await asyncio.sleep(30)

    def close(self):
        self._watching.cancel()


def shift(names):
    locks = [Lock(name) for name in names]
    try:
        return [lock.name for lock in locks]
    finally:
        for lock in locks:
            lock.close()


def scenario(tmp):
    print(shift(["upper", "lower"]))
