"""Readers of a news feed, for as long as they look."""
import asyncio
import contextlib


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


@contextlib.asynccontextmanager
async def reading(reader):
    Feed.add_reader(reader)
    try:
        yield
    finally:
        Feed.remove_reader(reader)


async def first_matching(word, items):
    found = []

    async def look(item):
        if word in item:
            found.append(item)

    async with reading(look):
        for item in items:
            await Feed.publish(item)
    return found


def scenario(tmp):
    print(asyncio.run(first_matching("rain", ["sun", "rain again"])))
