"""A worker that talks to its supervisor in coroutines."""
import asyncio


class Worker:
    def __init__(self, supervisor, number):
        self.supervisor = supervisor  # leak: cycle #1
        self.number = number

    async def work(self):
        await asyncio.sleep(0)
        self.supervisor.done.append(self.number)


class Supervisor:
    def __init__(self):
        self.done = []
        self.workers = []

    async def hire(self, number):
        worker = Worker(self, number)  # leak: cycle #1
        self.workers.append(worker)  # leak: cycle #1
        await worker.work()


async def main():
    supervisor = Supervisor()
    for number in range(2):
        await supervisor.hire(number)
    return supervisor.done


def scenario(tmp):
    print(asyncio.run(main()))
