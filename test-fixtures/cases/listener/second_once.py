"""Handlers that are called once leave by themselves."""


class Emitter:
    def __init__(self):
        self._once = []

    def once(self, handler):
        self._once.append(handler)

    def emit(self, value):
        handlers, self._once = self._once, []
        for handler in handlers:
            handler(value)


emitter = Emitter()


def wait_for(value):
    got = []
    emitter.once(got.append)
    emitter.emit(value)
    return got


def scenario(tmp):
    print(wait_for(3), wait_for(4))
