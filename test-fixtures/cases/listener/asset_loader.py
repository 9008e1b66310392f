"""Loads the assets of a game level and tells who waited for them."""
import collections


class Loader:
    def __init__(self):
        self._waiting = collections.defaultdict(list)
        self._queue = collections.deque()

    def when_loaded(self, name, callback):
        """Call once, when the asset is there."""
        self._waiting[name].append(callback)
        self._queue.append(name)

    def step(self):
        if not self._queue:
            return False
        name = self._queue.popleft()
        asset = {"name": name, "bytes": len(name) * 16}
        self._tell(name, asset)
        return True

    def _tell(self, name, asset):
        for callback in self._waiting.pop(name, ()):
            callback(asset)


loader = Loader()


class Level:
    def __init__(self, number, assets):
        self.number = number
        self.assets = {}
        self.missing = set(assets)
        for name in assets:
            loader.when_loaded(name, self._arrived)

    def _arrived(self, asset):
        self.assets[asset["name"]] = asset["bytes"]
        self.missing.discard(asset["name"])

    @property
    def ready(self):
        return not self.missing


class TitleScreen:
    def __init__(self):
        self.logo = None
        loader.when_loaded("logo", lambda asset: setattr(self, "logo", asset["bytes"]))


def load(number):
    title = TitleScreen()
    level = Level(number, ["tiles", "music", "hero"])
    steps = 0
    while loader.step():
        steps += 1
    return level.ready, title.logo, level.assets, steps


def scenario(tmp):
    print(load(1))
    print(load(2)[0])
