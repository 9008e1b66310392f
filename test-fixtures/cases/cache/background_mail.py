"""Mails that are sent in the background."""
import asyncio

_running = set()


async def send(address):
    await asyncio.sleep(0)
    return address


def send_later(address):
    task = asyncio.get_running_loop().create_task(send(address))
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task


async def main():
    return await asyncio.gather(send_later("ann@x"), send_later("bob@x"))


def scenario(tmp):
    print(asyncio.run(main()))
