"""Orders of a kitchen, told to those who await them."""
import asyncio


class Kitchen:
    def __init__(self):
        self._observers = set()

    def observe(self, observer):
        self._observers.add(observer)

    def ignore(self, observer):
        self._observers.discard(observer)

    async def cook(self, dish):
        await asyncio.gather(*(observer(dish) for observer in tuple(self._observers)))


kitchen = Kitchen()


class Waiter:
    def __init__(self):
        self.dishes = []

    async def __aenter__(self):
        kitchen.observe(self.carry)
        return self

    async def __aexit__(self, *exc_info):
        kitchen.ignore(self.carry)

    async def carry(self, dish):
        await asyncio.sleep(0)
        self.dishes.append(dish)


class Cashier:
    def __init__(self):
        self.sum = 0

    async def open(self):
        kitchen.observe(self.charge)  # leak: listener

    async def charge(self, dish):
        self.sum += len(dish)


async def evening(dishes):
    cashier = Cashier()
    await cashier.open()
    async with Waiter() as waiter:
        for dish in dishes:
            await kitchen.cook(dish)
    return waiter.dishes, cashier.sum


def scenario(tmp):
    print(asyncio.run(evening(["soup", "tart"])))
