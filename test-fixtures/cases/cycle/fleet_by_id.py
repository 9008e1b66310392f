"""Ships of a fleet refer to their flagship by name."""
import weakref


class Ship:
    def __init__(self, name, fleet):
        self.name = name
        self.fleet = weakref.proxy(fleet)
        self.flagship_name = fleet.flagship

    def report(self):
        return f"{self.name} follows {self.fleet.ships[self.flagship_name].name}"


class Fleet:
    def __init__(self, flagship):
        self.flagship = flagship
        self.ships = {flagship: None}
        self.ships[flagship] = Ship(flagship, self)

    def join(self, name):
        self.ships[name] = Ship(name, self)


class Registry:
    known = {}

    def __init__(self, name):
        self.name = name
        self.on_change = weakref.WeakMethod(self.changed)

    def changed(self):
        return f"{self.name} changed"


def scenario(tmp):
    fleet = Fleet("Victory")
    fleet.join("Swift")
    print([ship.report() for ship in fleet.ships.values()], Registry("x").on_change())
