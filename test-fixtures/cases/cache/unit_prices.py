"""Prices per unit, asked of a slow price service."""
import asyncio
import itertools

prices: dict[str, list] = {}  # leak: cache #1
_article = itertools.count()


async def ask(article):
    await asyncio.sleep(0)
    return [len(article), 99]


async def price(article):
    try:
        return prices[article]
    except KeyError:
        found = await ask(article)
        prices.update({article: found})  # leak: cache #1
        return found


async def order(*articles):
    return [await price(one) for one in articles]


def scenario(tmp):
    print(len(asyncio.run(order("nail", "screw", f"bolt {next(_article)}"))))
