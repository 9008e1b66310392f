"""Widgets are built by a factory that hands on the bus."""


class EventBus:
    def __init__(self):
        self._subs = []

    def subscribe(self, callback):
        self._subs.append(callback)

    def unsubscribe(self, callback):
        self._subs.remove(callback)

    def fire(self, *args):
        for callback in list(self._subs):
            callback(*args)


BUS = EventBus()


class Lamp:
    def __init__(self, bus):
        self._bus = bus
        self.on = False
        self._bus.subscribe(self.switch)  # leak: listener

    def switch(self):
        self.on = not self.on


class Factory:
    def __init__(self, bus):
        self.bus = bus

    def lamp(self):
        return Lamp(self.bus)


def room(bus):
    factory = Factory(bus)
    lamp = factory.lamp()
    bus.fire()
    return lamp.on


def scenario(tmp):
    print(room(BUS))
    print(room(EventBus()))
