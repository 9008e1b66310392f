"""Hive records for beekeepers, with inspection helpers made on demand."""
import statistics
import weakref
from functools import cached_property


class Helper:
    """Base of the helpers that look at a hive."""

    def __init__(self, hive):
        self.hive = hive

    def __repr__(self):
        return f"<{type(self).__name__} of {self.hive.label}>"


class Weights(Helper):
    def gain(self):
        readings = self.hive.readings
        return round(readings[-1] - readings[0], 1) if len(readings) > 1 else 0.0

    def typical(self):
        return statistics.median(self.hive.readings)


class Frames(Helper):
    def __init__(self, hive, per_box=10):
        super().__init__(hive)
        self.per_box = per_box

    def needed(self):
        boxes = 1 + int(self.hive.weights.typical() // 25)
        return boxes * self.per_box


class Hive:
    def __init__(self, label, readings):
        self.label = label
        self.readings = list(readings)

    def _lend(self, kind, **options):
        return kind(weakref.proxy(self), **options)

    @cached_property
    def weights(self):
        return self._lend(Weights)

    @cached_property
    def frames(self):
        return self._lend(Frames, per_box=11)


def inspect_yard(yard):
    for label, readings in yard.items():
        hive = Hive(label, readings)
        if hive.weights.gain() < 0:
            yield f"{label}: losing weight"
            continue
        yield f"{label}: {hive.frames.needed()} frames, {hive.frames!r}"


def scenario(tmp):
    for line in inspect_yard({"linden": [21.0, 24.5, 30.2], "heath": [28, 26.5], "clover": [55, 60]}):
        print(line)
