"""Pumps water with a thread per pump; a registry ends them all."""
import threading


class Pump(threading.Thread):
    def __init__(self, well):
        super().__init__()
        self.well = well
        self.dry = threading.Event()

    def run(self):
        while not self.dry.wait(0.005):
            self.well.append(1)


class Station:
    def __init__(self):
        self.pumps = {}

    def open(self, name):
        pump = self.pumps[name] = Pump([])
        pump.start()

    def close(self):
        for pump in self.pumps.values():
            pump.dry.set()
        for pump in self.pumps.values():
            pump.join()
        self.pumps.clear()


def day(names):
    station = Station()
    try:
        for name in names:
            station.open(name)
        return len(station.pumps)
    finally:
        station.close()


def scenario(tmp):
    print(day(["north", "south"]))
