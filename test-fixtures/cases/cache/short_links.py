"""Short links that can be withdrawn."""
import itertools

_serial = itertools.count(1)
_targets = {}
_codes = {}  # leak: cache #1


def shorten(url):
    if url in _codes:
        return _codes[url]
    code = format(next(_serial), "x")
    _targets[code] = url
    _codes[url] = code  # leak: cache #1
    return code


def follow(code):
    return _targets.get(code)


def withdraw(code):
    return _targets.pop(code, None) is not None


def scenario(tmp):
    code = shorten(f"https://example.org/articles/{next(_serial)}")
    print(follow(code).startswith("https"), withdraw(code), follow(code))
