"""Telemetry of a wind farm, sent away in frames."""
import itertools
import struct
import threading

_sample = itertools.count(1)


class Sample:
    def __init__(self, turbine, number):
        self.turbine, self.number = turbine, number
        self.values = [number % 7 + 0.5, number % 3 + 0.25]


class Outbox:
    def __init__(self):
        self._lock = threading.Lock()
        self._samples = []
        self._per_turbine = {}
        self.sent = 0

    def post(self, sample):
        with self._lock:
            self._samples.append(sample)
            self._per_turbine.setdefault(sample.turbine, []).append(sample.number)

    def _take(self):
        with self._lock:
            taken, self._samples = self._samples, []
            numbers = self._per_turbine
            self._per_turbine = {}
        return taken, numbers

    def send(self, stream):
        samples, numbers = self._take()
        for sample in samples:
            stream.append(struct.pack("<H2f", sample.number % 65536, *sample.values))
        self.sent += len(samples)
        return {turbine: len(found) for turbine, found in numbers.items()}


class Farm:
    outbox = Outbox()

    def __init__(self, turbines):
        self.turbines = turbines

    def measure(self, rounds):
        for _ in range(rounds):
            for turbine in self.turbines:
                self.outbox.post(Sample(turbine, next(_sample)))

    def report(self):
        frame = []
        counts = self.outbox.send(frame)
        return counts, sum(map(len, frame))


def scenario(tmp):
    farm = Farm(["north", "south"])
    farm.measure(rounds=3)
    print(farm.report())
    print(Farm(["east"]).report())
