"""Reads a cache file that may be missing or stale."""


def cached(path, version):
    try:
        cache = open(path)
    except OSError:
        cache = None
    if cache is None:
        return "nothing"
    try:
        if cache.readline().strip() != version:
            return "stale"
        return cache.read()
    finally:
        cache.close()


def scenario(tmp):
    (tmp / "cache").write_text("v2\nvalue")
    print(cached(tmp / "none", "v2"), cached(tmp / "cache", "v1"), cached(tmp / "cache", "v2"))
