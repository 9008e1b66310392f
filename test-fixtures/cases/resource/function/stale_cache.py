"""Reads a cache file that may be missing or stale."""


def cached(path, version):
    try:
        cache = open(path)  # leak: resource
    except OSError:
        cache = None
    if cache is not None and cache.readline().strip() == version:
        try:
            return cache.read()
        finally:
            cache.close()
    return None


def scenario(tmp):
    (tmp / "cache").write_text("v2\nvalue")
    print(cached(tmp / "none", "v2"), cached(tmp / "cache", "v1"), cached(tmp / "cache", "v2"))
