"""Cooks several dishes at once."""
import asyncio


async def cook(dish, table):
    await asyncio.sleep(0)
    table.append(dish)


async def dinner(dishes):
    table = []
    async with asyncio.TaskGroup() as kitchen:
        for dish in dishes:
            kitchen.create_task(cook(dish, table))
    return sorted(table)


def scenario(tmp):
    print(asyncio.run(dinner(["soup", "pie"])))
