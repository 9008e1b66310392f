"""How often a page was asked for in the last moments."""
import itertools

_clock = itertools.count()
_hits = []


def hit(page):
    global _hits
    now = next(_clock)
    _hits = [(moment, name) for moment, name in _hits if moment > now - 6]
    _hits.append((now, page))


def rate(page):
    return sum(name == page for _, name in _hits)


def scenario(tmp):
    for page in ("home", "news", "home"):
        hit(page)
    print(rate("news") > 0)
