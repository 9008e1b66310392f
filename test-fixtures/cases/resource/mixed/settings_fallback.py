"""Settings of a game, with defaults where the file makes no sense."""
import json

DEFAULTS = {"volume": 5}


def load_settings(path):
    stored = open(path)  # leak: resource
    try:
        settings = json.load(stored)
    except ValueError:
        return dict(DEFAULTS)
    stored.close()
    return {**DEFAULTS, **settings}


def scenario(tmp):
    (tmp / "good").write_text('{"name": "ann"}')
    (tmp / "bad").write_text("{")
    print(load_settings(tmp / "good"), load_settings(tmp / "bad"))
