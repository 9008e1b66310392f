"""Each run of a build has a bus of its own."""


class Bus:
    def __init__(self):
        self.handlers = {}

    def on(self, event, handler):
        self.handlers.setdefault(event, []).append(handler)

    def emit(self, event, *args):
        for handler in self.handlers.get(event, []):
            handler(*args)


def make_bus(*reporters):
    bus = Bus()
    for reporter in reporters:
        bus.on("step", reporter.step)
        bus.on("end", reporter.end)
    return bus


class Reporter:
    def __init__(self):
        self.lines = []

    def step(self, name):
        self.lines.append(name)

    def end(self):
        self.lines.append("done")


def build(*steps):
    reporter = Reporter()
    bus = make_bus(reporter)
    for step in steps:
        bus.emit("step", step)
    bus.emit("end")
    return reporter.lines


def scenario(tmp):
    print(build("compile", "link"))
