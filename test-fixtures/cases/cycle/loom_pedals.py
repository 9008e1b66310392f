"""A loom whose pedals are wired to its own methods."""
import inspect
import weakref
from functools import partial


def press_weakly(method, *arguments):
    target = method()
    return target(*arguments) if target is not None else None


class Pedals:
    def __init__(self):
        self._wired = {}

    def wire(self, key, callback, *arguments):
        if inspect.ismethod(callback):
            callback = partial(press_weakly, weakref.WeakMethod(callback))
        self._wired[key] = partial(callback, *arguments)

    def press(self, key):
        return self._wired[key]()


class Loom:
    STEPS = {}

    def step(code, steps=STEPS):
        def keep(function):
            steps[code] = function
            return function
        return keep

    def __init__(self, threads):
        self.rows = []
        self.threads = threads
        self.steps = dict(self.STEPS)
        self.pedals = Pedals()
        self.pedals.wire("over", self.weave, 0)
        self.pedals.wire("under", self.weave, 1)
        self.pedals.wire("beat", len, self.rows)

    def weave(self, offset):
        self.rows.append("".join("#."[(n + offset) % 2] for n in range(self.threads)))
        return len(self.rows)

    @step("t")
    def turn(self):
        self.rows.reverse()

    @step("x")
    def unpick(self):
        if self.rows:
            self.rows.pop()

    del step

    def run(self, programme):
        for code in programme.split():
            if code in self.steps:
                self.steps[code](self)
            else:
                self.pedals.press(code)
        return self.rows


def scenario(tmp):
    print(Loom(6).run("over under over x t"))
    loom = Loom(3)
    print(loom.run("under under"), loom.pedals.press("beat"))
