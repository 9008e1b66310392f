"""Preferences of an orchard planner, layered from defaults, a file and the command line."""
import json

DEFAULTS = {"units": "metric", "rows": {"count": 4, "gap": 3.5}, "trees": ["apple"]}


class Namespace(dict):
    """A dict whose keys are attributes as well."""

    def __init__(self, *layers):
        super().__init__()
        for layer in layers:
            self.overlay(layer)
        self.__dict__ = self  # leak: cycle

    def overlay(self, layer):
        for key, value in layer.items():
            if isinstance(value, dict) and isinstance(self.get(key), dict):
                self[key] = {**self[key], **value}
            else:
                self[key] = value


def from_arguments(arguments):
    layer = {}
    for argument in arguments:
        name, _, text = argument.lstrip("-").partition("=")
        try:
            layer[name] = json.loads(text)
        except json.JSONDecodeError:
            layer[name] = text
    return layer


def load(path, arguments=()):
    layers = [DEFAULTS]
    if path.exists():
        layers.append(json.loads(path.read_text(encoding="utf-8")))
    layers.append(from_arguments(arguments))
    return Namespace(*layers)


def describe(preferences):
    gap = preferences.rows["gap"]
    if preferences.units == "imperial":
        gap = round(gap * 3.28, 1)
    return f"{preferences.rows['count']} rows of {'/'.join(preferences.trees)}, {gap} apart"


def scenario(tmp):
    path = tmp / "orchard.json"
    print(describe(load(path)))
    path.write_text(json.dumps({"rows": {"count": 7}}), encoding="utf-8")
    print(describe(load(path, ["--units=imperial", '--trees=["plum", "pear"]'])))
