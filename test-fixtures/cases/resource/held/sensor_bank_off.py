"""A bank of sensors, each read from a file of its own, and switched off together."""


class Bank:
    def __init__(self, paths):
        self.sensors = []
        for path in paths:
            self.sensors.append(open(path))

    def read(self):
        return [int(sensor.readline()) for sensor in self.sensors]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for sensor in reversed(self.sensors):
            sensor.close()
        self.sensors.clear()


class Lazy:
    def __init__(self):
        self.by_path = {}

    def value(self, path):
        source = self.by_path.get(path) or self.by_path.setdefault(path, open(path))
        return source.read()

    def stop(self):
        while self.by_path:
            self.by_path.popitem()[1].close()


def scenario(tmp):
    for number in range(3):
        (tmp / str(number)).write_text(f"{number * 7}\n")
    with Bank(sorted(tmp.iterdir())) as bank:
        print(bank.read())
    lazy = Lazy()
    print(lazy.value(tmp / "2"))
    lazy.stop()
