"""A meter blinks shortly after a car has left."""
import asyncio

yard = asyncio.new_event_loop()


class Meter:
    def __init__(self, place):
        self.place = place
        self.free = False
        self.blinks = 0
        yard.call_later(0.02, self.blink)

    def blink(self):
        if self.free:
            self.blinks += 1

    def leave(self):
        self.free = True


async def day(places):
    meters = [Meter(place) for place in places]
    for meter in meters:
        meter.leave()
    await asyncio.sleep(0.1)
    return [meter.blinks for meter in meters]


def scenario(tmp):
    print(yard.run_until_complete(day(["a", "b"])))
