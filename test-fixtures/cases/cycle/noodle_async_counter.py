"""A noodle bar: guests wait for their bowl while two cooks work off the counter."""
import asyncio


class Bowl:
    def __init__(self, guest, broth, minutes):
        self.guest = guest
        self.broth = broth
        self.minutes = minutes
        self.toppings = []
        self.served = asyncio.get_running_loop().create_future()  # leak: cycle #1

    async def cook(self):
        for _ in range(self.minutes):
            await asyncio.sleep(0)
        self.toppings.append("spring onion")
        if not self.served.done():
            self.served.set_result(self)  # leak: cycle #1

    def __str__(self):
        return f"{self.broth} for {self.guest} with {' and '.join(self.toppings)}"


class Counter:
    def __init__(self, cooks=2):
        self.cooks = asyncio.Semaphore(cooks)
        self.busy = 0

    async def prepare(self, bowl):
        async with self.cooks:
            self.busy += 1
            try:
                await bowl.cook()
            finally:
                self.busy -= 1

    async def order(self, guest, broth, minutes):
        bowl = Bowl(guest, broth, minutes)
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(self.prepare(bowl))
            ready = await bowl.served
        return str(ready)


async def evening(orders):
    counter = Counter()
    return await asyncio.gather(*(counter.order(*order) for order in orders))


def scenario(tmp):
    for line in asyncio.run(evening([("Mei", "miso", 3), ("Ken", "shoyu", 1), ("Rui", "tonkotsu", 5)])):
        print(line)
