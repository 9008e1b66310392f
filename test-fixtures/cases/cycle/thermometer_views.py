"""A thermometer and the displays that follow it."""


class Thermometer:
    def __init__(self):
        self.listeners = []
        self.celsius = 0.0

    def subscribe(self, listener):
        self.listeners.append(listener)  # leak: cycle #1

    def measure(self, celsius):
        self.celsius = celsius
        for listener in self.listeners:
            listener.refresh()


class Display:
    def __init__(self, source, unit):
        self.source = source  # leak: cycle #1
        self.unit = unit
        self.shown = []
        source.subscribe(self)  # leak: cycle #1

    def refresh(self):
        value = self.source.celsius
        self.shown.append(value * 9 / 5 + 32 if self.unit == "F" else value)


def scenario(tmp):
    thermometer = Thermometer()
    displays = [Display(thermometer, unit) for unit in "CF"]
    for value in (20.0, 25.0):
        thermometer.measure(value)
    print([display.shown for display in displays])
