"""Writes down at night, now and then, who has come."""
import asyncio


class Clerk:
    def __init__(self):
        self.came = []
        self.book = []

    async def write(self):
        while True:  # leak: task #1
            try:
                await asyncio.sleep(0.01)
                self.book.extend(self.came)
                self.came.clear()
            except asyncio.CancelledError:  # leak: task #1
                self.book.append("-")


async def night(visits):
    clerk = Clerk()
    writing = asyncio.ensure_future(clerk.write())  # leak: task #1
    clerk.came.extend(visits)
    await asyncio.sleep(0.03)
    writing.cancel()  # leak: task #1
    await asyncio.sleep(0)
    return list(clerk.book)


hotel = asyncio.new_event_loop()


def scenario(tmp):
    print(hotel.run_until_complete(night(["ann", "bo"])))
