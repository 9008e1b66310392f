"""Prices are watched through functions that give back how to stop."""

_watchers = []


def watch(callback):
    _watchers.append(callback)

    def stop():
        _watchers.remove(callback)

    return stop


def price(value):
    for watcher in tuple(_watchers):
        watcher(value)


def highest(values):
    seen = []
    stop = watch(seen.append)
    try:
        for value in values:
            price(value)
    finally:
        stop()
    return max(seen)


def lowest(values):
    seen = []
    watch(seen.append)  # leak: listener
    for value in values:
        price(value)
    return min(seen)


def scenario(tmp):
    print(highest([1, 3]), lowest([4, 2]))
