"""Exchange rates that expire."""
import itertools

_clock = itertools.count()
_rates = {}


def _purge(now):
    for key in [key for key, (when, _) in _rates.items() if now - when > 3]:
        del _rates[key]


def rate(pair):
    now = next(_clock)
    _purge(now)
    if pair not in _rates:
        _rates[pair] = (now, len(pair) / 10)
    return _rates[pair][1]


def scenario(tmp):
    print(rate("EUR/USD"), rate("EUR/USD"))
    for _ in range(3):
        rate(f"X{next(_clock)}")
