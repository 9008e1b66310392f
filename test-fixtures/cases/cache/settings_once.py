"""Settings are read once; classes cache what is the same for all."""
import functools


@functools.cache
def settings():
    return {"lang": "en", "size": 12}


class Font:
    def __init__(self, bold):
        self.bold = bold

    @staticmethod
    @functools.lru_cache(maxsize=8)
    def width(letter):
        return 1 + "il".find(letter) % 2

    @classmethod
    @functools.lru_cache(maxsize=None)
    def default(cls, bold: bool):
        return cls(bold)


def scenario(tmp):
    print(settings()["size"], Font.width("w"), Font.default(True).bold)
