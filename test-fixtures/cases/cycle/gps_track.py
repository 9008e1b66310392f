"""Reads positions of a GPS logger, one at a time, and keeps the running distance."""
import itertools
import math


class TrackReader:
    def __init__(self, lines, scale=1.0):
        self.scale = scale
        self.distance = 0.0
        self.rejected = 0
        self._last = None
        wanted = itertools.filterfalse(str.isspace, lines)
        self._points = map(self._decode, wanted)  # leak: cycle

    def _decode(self, line):
        try:
            x, y = (float(part) * self.scale for part in line.split())
        except ValueError:
            self.rejected += 1
            return None
        return x, y

    def __iter__(self):
        return self

    def __next__(self):
        point = next(self._points)
        if point is not None:
            if self._last is not None:
                self.distance += math.dist(self._last, point)
            self._last = point
        return point


def first_stretch(lines, limit):
    track = TrackReader(lines)
    for point in track:
        if track.distance > limit:
            return f"{limit} passed at {point}"
    return f"only {track.distance:.1f}, {track.rejected} rejected"


def scenario(tmp):
    log = ["0 0\n", "3 4\n", "\n", "garbage\n", "6 8\n", "60 80\n"]
    print(first_stretch(log, 7))
    print(first_stretch(log[:4], 7))
