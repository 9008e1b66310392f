"""Async cache of users."""
import asyncio
import itertools
_n = itertools.count()


class Users:
    def __init__(self):
        self._cache = {}  # leak: cache #1
        self._lock = None

    async def get(self, name):
        user = self._cache.get(name)
        if user is None:
            await asyncio.sleep(0)
            user = {"name": name}
            self._cache[name] = user  # leak: cache #1
        return user


users = Users()


async def main():
    await users.get(f"u{next(_n)}")
    return await users.get("ann")


def scenario(tmp):
    print(asyncio.run(main()))
