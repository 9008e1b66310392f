"""Traffic lights at a crossing, told by the crossing's own controller."""


class Controller:
    def __init__(self):
        self._lights = []

    def register(self, light):
        self._lights.append(light)

    def switch(self):
        for light in self._lights:
            light.toggle()


class Light:
    def __init__(self, crossing):
        self.on = False
        crossing.controller.register(self)

    def toggle(self):
        self.on = not self.on


class Crossing:
    def __init__(self, lights):
        self.controller = Controller()
        self.controller.register(self)
        self.lights = [Light(self) for _ in range(lights)]
        self.switched = 0

    def toggle(self):
        self.switched += 1

    def cut(self):
        self.controller._lights.clear()


def scenario(tmp):
    crossing = Crossing(2)
    crossing.controller.switch()
    print([light.on for light in crossing.lights], crossing.switched)
    crossing.cut()
