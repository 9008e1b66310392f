"""Workers fetch pages from a queue."""
import asyncio
import itertools

_n = itertools.count()
PAGES = {}  # leak: cache #1


async def fetch(url):
    await asyncio.sleep(0)
    return f"<p>{url}</p>"


async def worker(queue):
    while not queue.empty():
        url = await queue.get()
        PAGES[url] = [await fetch(url)]  # leak: cache #1
        queue.task_done()


async def run(urls):
    queue = asyncio.Queue()
    for url in urls:
        queue.put_nowait(url)
    await asyncio.gather(worker(queue), worker(queue))


def scenario(tmp):
    asyncio.run(run(["/", f"/page/{next(_n)}"]))
    print("/" in PAGES)
