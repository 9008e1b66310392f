"""Asks an oracle that may be slow; the loop lives on."""
import asyncio
import threading

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


async def think(question, seconds):
    await asyncio.sleep(seconds)
    return f"{question}: yes"


async def ask(question, seconds):
    answer = asyncio.create_task(think(question, seconds))  # leak: task #1
    done, _ = await asyncio.wait({answer}, timeout=0.01)  # leak: task #1
    if answer in done:
        return answer.result()
    return f"{question}: no answer"


def scenario(tmp):
    for seconds in (0.0, 60.0):
        print(asyncio.run_coroutine_threadsafe(ask("rain", seconds), LOOP).result())
