"""Listeners of a garden are kept with their owner, and go by owner."""


class Garden:
    def __init__(self):
        self._listeners = []

    def listen(self, owner, call):
        self._listeners.append((owner, call))

    def leave(self, owner):
        for entry in list(self._listeners):
            if entry[0] is owner:
                self._listeners.remove(entry)

    def rain(self, litres):
        for _, call in list(self._listeners):
            call(litres)


garden = Garden()


class Plant:
    def __init__(self):
        self.wet = 0
        garden.listen(self, self.drink)
        garden.listen(self, lambda litres: self.drink(litres / 2))

    def drink(self, litres):
        self.wet += litres

    def wither(self):
        garden.leave(self)


def scenario(tmp):
    plant = Plant()
    garden.rain(4)
    plant.wither()
    print(plant.wet)
