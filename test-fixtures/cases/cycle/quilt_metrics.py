"""Lay out the patches of a quilt; a theme remembers how big each patch came out."""
import weakref
from collections import namedtuple

Box = namedtuple("Box", "width height")


class Metrics:
    """Measured size of one patch, recomputed when the patch text changes."""

    def __init__(self, patch, pitch):
        self._patch = patch  # leak: cycle #1
        self._pitch = pitch
        self._stamp = None
        self._box = Box(0, 0)

    def box(self):
        if self._stamp != self._patch.text:
            lines = self._patch.text.splitlines() or [""]
            self._box = Box(max(map(len, lines)) * self._pitch, len(lines) * self._pitch * 2)
            self._stamp = self._patch.text
        return self._box


class Theme:
    def __init__(self, pitch=6):
        self.pitch = pitch
        self._measured = weakref.WeakKeyDictionary()

    def metrics(self, patch):
        try:
            return self._measured[patch]
        except KeyError:
            fresh = Metrics(patch, self.pitch)  # leak: cycle #1
            self._measured[patch] = fresh  # leak: cycle #1
            return fresh


class Patch:
    def __init__(self, text, theme):
        self.text = text
        self.theme = theme  # leak: cycle #1

    def width(self):
        return self.theme.metrics(self).box().width

    def height(self):
        return self.theme.metrics(self).box().height


def flow(patches, limit):
    rows, row, used = [], [], 0
    for patch in patches:
        if row and used + patch.width() > limit:
            rows.append(row)
            row, used = [], 0
        row.append(patch.text)
        used += patch.width()
    return rows + [row] if row else rows


def scenario(tmp):
    theme = Theme(pitch=5)
    words = "blue star\nred star\nlog cabin\nnine patch".split("\n")
    patches = [Patch(word, theme) for word in words]
    print(flow(patches, 100))
    patches[0].text = "flying\ngeese"
    print(patches[0].width(), patches[0].height())
