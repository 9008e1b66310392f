"""Runs a coroutine on a loop that is closed on one path only."""
import asyncio


async def double(number):
    await asyncio.sleep(0)
    return 2 * number


def run(number):
    loop = asyncio.new_event_loop()  # leak: task
    result = loop.run_until_complete(double(number))
    if result > 10:
        return "big"
    loop.close()
    return result


def scenario(tmp):
    print(run(2), run(20))
