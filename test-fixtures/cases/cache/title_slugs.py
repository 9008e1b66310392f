"""Memory on the function itself."""
import itertools
_n = itertools.count()


def slug(title):
    if not hasattr(slug, "memo"):
        slug.memo = {}  # leak: cache #1
    if title not in slug.memo:
        slug.memo[title] = title.lower().replace(" ", "-")  # leak: cache #1
    return slug.memo[title]


def scenario(tmp):
    slug(f"Title {next(_n)}")
    print(slug("Hello World"))
