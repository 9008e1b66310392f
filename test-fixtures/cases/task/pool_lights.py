"""Switches lamps by a loop in a thread."""
import asyncio
import threading


class Lamps:
    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._lit = set()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()

    async def _light(self, lamp):
        self._lit.add(lamp)
        return len(self._lit)

    def light(self, lamp):
        return asyncio.run_coroutine_threadsafe(self._light(lamp), self._loop).result(5)

    def _halt(self):
        self._loop.stop()

    def close(self):
        self._loop.call_soon_threadsafe(self._halt)
        self._thread.join()


def scenario(tmp):
    lamps = Lamps()
    try:
        print(lamps.light("stairs"), lamps.light("pool"))
    finally:
        lamps.close()
