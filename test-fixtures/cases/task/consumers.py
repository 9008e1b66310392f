"""Consumers of an asyncio queue on a loop that lives on."""
import asyncio
import threading

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


async def consume(queue, done):
    while True:
        while not queue.empty():
            done.append(queue.get_nowait().upper())
            queue.task_done()
        await asyncio.sleep(0.3)


async def shout(words):
    queue, done = asyncio.Queue(), []
    workers = [asyncio.create_task(consume(queue, done)) for _ in range(2)]  # leak: task
    for word in words:
        queue.put_nowait(word)
    await queue.join()
    return f"{sorted(done)} by {len(workers)}"


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(shout(["hey", "you"]), LOOP).result())
    print(asyncio.run_coroutine_threadsafe(shout(["ho"]), LOOP).result())
