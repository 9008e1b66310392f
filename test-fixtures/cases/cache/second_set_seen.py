"""A crawler that remembers what it has seen, for ever."""
import itertools

_n = itertools.count()
_seen = set()  # leak: cache #1


def crawl(urls):
    fresh = [url for url in urls if url not in _seen]
    _seen.update(fresh)  # leak: cache #1
    return len(fresh)


def scenario(tmp):
    print(crawl([f"/page/{next(_n)}"]))
