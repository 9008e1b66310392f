"""Dials show what a shared thermometer measures."""
import weakref


class Event:
    """Bound methods are held weakly and vanish with their object."""

    def __init__(self):
        self._slots = {}

    def __iadd__(self, method):
        key = id(method.__self__), method.__func__.__name__
        slots = self._slots

        def gone(_, key=key):
            slots.pop(key, None)

        slots[key] = weakref.WeakMethod(method, gone)
        return self

    def __call__(self, *arguments):
        for slot in list(self._slots.values()):
            method = slot()
            if method is not None:
                method(*arguments)

    def __len__(self):
        return len(self._slots)


class Thermometer:
    def __init__(self):
        self.changed = Event()
        self.alarm = Event()
        self.limit = 30

    def measure(self, celsius):
        self.changed(celsius)
        if celsius > self.limit:
            self.alarm(celsius - self.limit)


thermometer = Thermometer()


class Dial:
    def __init__(self, unit):
        self.unit = unit
        self.shown = None
        self.alarms = []
        thermometer.changed += self.turn
        thermometer.alarm += self.alarms_up

    def turn(self, celsius):
        self.shown = celsius if self.unit == "C" else celsius * 9 / 5 + 32

    def alarms_up(self, excess):
        self.alarms.append(round(excess, 1))


def watch(unit, readings):
    dial = Dial(unit)
    for reading in readings:
        thermometer.measure(reading)
    return dial.shown, dial.alarms, len(thermometer.changed)


def scenario(tmp):
    print(watch("C", [20, 31.5]))
    print(watch("F", [10]))
    print(len(thermometer.alarm))
