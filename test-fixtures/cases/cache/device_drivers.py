"""Drivers are loaded when they are first needed; there are three of them."""
import itertools

_loaded = {}
_DRIVERS = {"lamp": "on/off", "fan": "speed", "door": "open/close"}
_n = itertools.count()


def driver(kind):
    if kind not in _DRIVERS:
        raise LookupError(kind)
    if kind not in _loaded:
        _loaded[kind] = [kind, _DRIVERS[kind]]
    return _loaded[kind]


def all_drivers():
    return [driver(kind)[0] for kind in _DRIVERS]


def scenario(tmp):
    try:
        driver(f"toaster {next(_n)}")
    except LookupError:
        print(all_drivers())
