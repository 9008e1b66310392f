"""Map views ask for tiles and are told when one has been drawn."""
import collections


class Tiles:
    def __init__(self):
        self._wanted = collections.defaultdict(list)
        self.drawn = {}

    def want(self, key, callback):
        self._wanted[key].append(callback)

    def forget(self, key):
        self._wanted.pop(key, None)

    def draw(self, key):
        self.drawn[key] = len(key)
        self._tell(key)

    def _tell(self, key):
        for callback in self._wanted.get(key, ()):
            callback(self.drawn[key])


tiles = Tiles()


class View:
    def __init__(self, key):
        self.size = 0
        tiles.want(key, self._ready)  # leak: listener

    def _ready(self, size):
        self.size = size


def scenario(tmp):
    view = View("north")
    tiles.draw("north")
    print(view.size)
