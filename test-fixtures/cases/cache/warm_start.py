"""Loads the postal codes when the first letter is sorted."""
import threading

_lock = threading.Lock()
_loaded = False
_places = []


def _load():
    global _loaded
    if _loaded:
        return
    with _lock:
        if _loaded:
            return
        for line in ("1010 Vienna", "4020 Linz", "5020 Salzburg"):
            code, name = line.split()
            _places.append((code, name))
        _loaded = True


def place(code):
    _load()
    for known, name in _places:
        if known == code:
            return name
    return "?"


def scenario(tmp):
    print(place("4020"), place("9999"))
