"""A traffic light as a state machine."""


class State:
    def __init__(self, light):
        self.light = light  # leak: cycle #1


class Red(State):
    name = "red"

    def next(self):
        self.light.state = Green(self.light)  # leak: cycle #1


class Green(State):
    name = "green"

    def next(self):
        self.light.state = Red(self.light)  # leak: cycle #1


class Light:
    def __init__(self):
        self.state = Red(self)  # leak: cycle #1

    def tick(self):
        self.state.next()
        return self.state.name


def scenario(tmp):
    light = Light()
    print(light.tick(), light.tick())
