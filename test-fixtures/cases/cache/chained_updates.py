"""Settings of users are merged into one table."""
import itertools

_n = itertools.count()
PROFILES = {}  # leak: cache #1


def merge(changes):
    PROFILES.update({user: dict(values) for user, values in changes.items()})  # leak: cache #1


def rename(old, new):
    merge({new: PROFILES.get(old, {})})


def scenario(tmp):
    merge({"ann": {"size": 3}})
    rename("ann", f"ann{next(_n)}")
    print(PROFILES["ann"]["size"])
