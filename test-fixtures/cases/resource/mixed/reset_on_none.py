"""A radio that is tuned to one station after the other."""


class Radio:
    def __init__(self, stations):
        self.stations = stations
        self._wave = None

    def tune(self, name):
        self._wave = open(self.stations / name)  # leak: resource
        return self

    def hear(self):
        return self._wave.read()

    def off(self):
        self._wave = None


def scenario(tmp):
    (tmp / "jazz").write_text("la la")
    (tmp / "news").write_text("bla bla")
    radio = Radio(tmp)
    for station in ("jazz", "news"):
        print(radio.tune(station).hear())
    radio.off()
