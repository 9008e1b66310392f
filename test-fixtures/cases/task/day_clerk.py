"""Writes down who comes by day, and closes the book at the end."""
import asyncio


async def write(visits, book):
    while True:
        try:
            book.append(await visits.get())
        except asyncio.CancelledError:
            book.append("end")
            raise
        except Exception:
            book.append("?")


async def day(names):
    visits, book = asyncio.Queue(), []
    writing = asyncio.ensure_future(write(visits, book))
    for name in names:
        visits.put_nowait(name)
        await asyncio.sleep(0)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    return book


def scenario(tmp):
    print(asyncio.run(day(["cy", "di"])))
