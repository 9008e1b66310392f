"""Draws into files; a canvas has its file as a field with a default."""
import os
from dataclasses import dataclass, field


@dataclass
class Canvas:
    width: int
    out: object = field(default_factory=lambda: open(os.devnull, "w"))  # leak: resource

    def line(self):
        self.out.write("-" * self.width)
        return self.width


def scenario(tmp):
    print(Canvas(4).line(), Canvas(2).line())
