"""Pages that somebody has seen."""
import itertools
_n = itertools.count()
recent = []  # leak: cache #1
shown = []


def see(page):
    recent.append([page])  # leak: cache #1
    shown.append(page)
    if len(shown) > 3:
        shown.pop(0)
    return len(shown)


def scenario(tmp):
    see(f"p{next(_n)}")
    print(see("home") > 0)
