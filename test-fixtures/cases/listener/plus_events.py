"""Events in the style of another language: handlers are added with += and taken away with -=."""


class Event:
    def __init__(self):
        self._handlers = []

    def __iadd__(self, handler):
        self._handlers.append(handler)
        return self

    def __isub__(self, handler):
        self._handlers.remove(handler)
        return self

    def __call__(self, *args):
        for handler in list(self._handlers):
            handler(*args)


class Mixer:
    def __init__(self):
        self.level_changed = Event()
        self.muted = Event()


mixer = Mixer()


class Meter:
    def __init__(self):
        self.level = 0
        mixer.level_changed += self.show
        mixer.muted += self.hide  # leak: listener

    def show(self, level):
        self.level = level

    def hide(self):
        self.level = 0

    def close(self):
        mixer.level_changed -= self.show


def scenario(tmp):
    meter = Meter()
    mixer.level_changed(7)
    level = meter.level
    mixer.muted()
    meter.close()
    print(level, meter.level)
