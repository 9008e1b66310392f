"""Seats on a night train are held for a while and then let go."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Hold:
    def __init__(self, seat):
        self.seat = seat
        self.free = False

    async def __aenter__(self):
        self._expiry = asyncio.get_running_loop().call_later(600, self._expire)
        return self

    async def __aexit__(self, *exc_info):
        self._expiry.cancel()

    def _expire(self):
        self.free = True


async def book(seat):
    async with Hold(seat) as hold:
        await asyncio.sleep(0)
        return f"booked {hold.seat}"


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(book("12A"), _loop).result())
