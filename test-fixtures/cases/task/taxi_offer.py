"""Offers a ride to a driver, who has some minutes to accept it."""
import asyncio

MINUTES = 60
dispatch = asyncio.new_event_loop()


class Offer:
    def __init__(self, driver, street):
        self.driver = driver
        self.street = street
        self.state = "open"
        self.answered = False
        dispatch.call_later(5 * MINUTES, lambda: self.lapse())  # leak: task

    def lapse(self):
        if self.answered:
            return
        self.state = "lapsed"

    async def accept(self):
        await asyncio.sleep(0)
        self.answered = True
        self.state = "accepted"
        return f"{self.driver} to {self.street}"


async def shift(streets):
    return [await Offer("dora", street).accept() for street in streets]


def scenario(tmp):
    print(dispatch.run_until_complete(shift(["elm road", "mill lane"])))
