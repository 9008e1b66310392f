"""Asks several route planners and takes the first answer."""
import asyncio


async def plan(planner, delay):
    await asyncio.sleep(delay)
    return planner


async def fastest(planners):
    tasks = {asyncio.create_task(plan(name, delay)) for name, delay in planners.items()}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


def scenario(tmp):
    print(asyncio.run(fastest({"train": 0.0, "bus": 60.0})))
