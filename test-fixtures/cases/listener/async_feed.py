"""Readers of a news feed."""
import asyncio


class Feed:
    _readers = []

    @classmethod
    def add_reader(cls, reader):
        cls._readers.append(reader)

    @classmethod
    def remove_reader(cls, reader):
        cls._readers.remove(reader)

    @classmethod
    async def publish(cls, item):
        for reader in list(cls._readers):
            await reader(item)


async def first_matching(word, items):
    found = asyncio.get_running_loop().create_future()

    async def look(item):
        if word in item and not found.done():
            found.set_result(item)

    Feed.add_reader(look)  # leak: listener
    for item in items:
        await Feed.publish(item)
    if not found.done():
        raise LookupError(word)
    Feed.remove_reader(look)
    return await found


def scenario(tmp):
    print(asyncio.run(first_matching("rain", ["sun", "rain again"])))
    try:
        asyncio.run(first_matching("snow", ["sun"]))
    except LookupError as error:
        print("nothing about", error)
