"""Consumers of an asyncio queue that are cancelled when all is done."""
import asyncio


async def consume(queue, done):
    while True:
        item = await queue.get()
        done.append(item.lower())
        queue.task_done()


async def whisper(words):
    queue, done = asyncio.Queue(), []
    workers = [asyncio.create_task(consume(queue, done)) for _ in range(2)]
    for word in words:
        queue.put_nowait(word)
    await queue.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return sorted(done)


def scenario(tmp):
    print(asyncio.run(whisper(["HEY", "YOU"])))
