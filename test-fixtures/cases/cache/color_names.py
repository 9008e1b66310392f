"""Names of colours, looked up by a function that is cached by a call."""
import functools
import itertools

_shade = itertools.count()


def _name(rgb):
    red, green, blue = rgb
    return ["dark", "light"][red + green + blue > 384], max(rgb)


color_name = functools.lru_cache(maxsize=None)(_name)  # leak: cache #1


def scenario(tmp):
    print(color_name((255, 250, 240))[0])
    print(color_name((next(_shade), 0, 0))[0])
