"""The application object listens to the clock, once for all."""


class Clock:
    def __init__(self):
        self.time = 0
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def tick(self):
        self.time += 1
        for listener in self._listeners:
            listener(self.time)


clock = Clock()


class Application:
    _instance = None

    def __init__(self):
        self.ticks = 0
        clock.subscribe(self.on_tick)

    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def on_tick(self, time):
        self.ticks += 1


def scenario(tmp):
    application = Application.instance()
    before = application.ticks
    clock.tick()
    clock.tick()
    print(application.ticks - before)
