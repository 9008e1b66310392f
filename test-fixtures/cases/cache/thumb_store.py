"""Thumbnails of pictures; the oldest go first."""
import itertools

_picture = itertools.count()


class Store:
    _order = []
    _thumbs = {}  # leak: cache #1

    @classmethod
    def put(cls, name, pixels):
        cls._order.append(name)
        cls._thumbs[name] = pixels[::4]  # leak: cache #1
        while len(cls._order) > 5:
            cls._order.pop(0)

    @classmethod
    def get(cls, name):
        return cls._thumbs.get(name)


def scenario(tmp):
    for _ in range(2):
        Store.put(f"{next(_picture)}.png", list(range(16)))
    Store.put("logo.png", list(range(8)))
    print(Store.get("logo.png"))
