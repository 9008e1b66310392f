"""How much graphics memory the textures use that somebody still holds."""
import itertools
import weakref
from dataclasses import dataclass, field

_serial = itertools.count(1)
_usage = {}
_names = {}


@dataclass
class Usage:
    width: int
    height: int
    mips: list = field(default_factory=list)

    @property
    def total(self):
        return sum(self.mips)


def account(texture):
    key = id(texture)
    usage = Usage(texture.width, texture.height)
    width, height = texture.width, texture.height
    while width and height:
        usage.mips.append(width * height * 4)
        width, height = width // 2, height // 2
    _usage[key] = usage
    _names[key] = texture.name
    for table in (_usage, _names):
        weakref.finalize(texture, table.pop, key, None)


class Texture:
    def __init__(self, name, width, height):
        self.name = name
        self.width, self.height = width, height
        account(self)

    @classmethod
    def square(cls, size):
        return cls(f"texture {next(_serial)}", size, size)


class Scene:
    def __init__(self, *sizes):
        self.textures = [Texture.square(size) for size in sizes]

    def largest(self):
        return max(_usage[id(texture)].total for texture in self.textures)


def in_use():
    return sum(usage.total for usage in _usage.values())


def scenario(tmp):
    scene = Scene(64, 32)
    print(in_use(), scene.largest(), len(_names))
    del scene
    print(in_use())
