"""Collects the links of web pages."""
import itertools
import re

_page = itertools.count()
LINK = re.compile(r'href="([^"]+)"')


class Crawler:
    visited = set()  # leak: cache #1

    def links(self, page):
        return [match.group(1) for match in LINK.finditer(page)]

    def crawl(self, page):
        new = []
        for link in self.links(page):
            if link not in Crawler.visited:
                Crawler.visited.add(link)  # leak: cache #1
                new.append(link)
        return new


def scenario(tmp):
    page = f'<a href="/index"></a><a href="/news/{next(_page)}"></a>'
    print(len(Crawler().crawl(page)) > 0)
