"""A crawler whose memory lives in an object per run."""
import itertools

_n = itertools.count()


class Crawler:
    def __init__(self):
        self.seen = set()

    def crawl(self, urls):
        fresh = [url for url in urls if url not in self.seen]
        self.seen.update(fresh)
        return len(fresh)


def scenario(tmp):
    crawler = Crawler()
    print(crawler.crawl([f"/page/{next(_n)}", "/"]), crawler.crawl(["/"]))
