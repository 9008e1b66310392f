"""Pumps water with a thread per pump; closing the station forgets them."""
import threading


class Siphon(threading.Thread):
    def __init__(self, well):
        super().__init__(daemon=True)
        self.well = well
        self.dry = threading.Event()

    def run(self):
        while not self.dry.wait(0.005):
            self.well.append(1)
            del self.well[:-3]

    def stop(self):
        self.dry.set()


class Station:
    def __init__(self):
        self.pumps = {}

    def open(self, name):
        self.pumps[name] = Siphon([])  # leak: task #1
        self.pumps[name].start()  # leak: task #1

    def close(self):
        self.pumps.clear()


def day(names):
    station = Station()
    for name in names:
        station.open(name)
    number = len(station.pumps)
    station.close()
    return number


def scenario(tmp):
    print(day(["north", "south"]))
