"""A bank of sensors, each read from a file of its own."""


class Bank:
    def __init__(self, paths):
        self.sensors = [open(path) for path in paths]  # leak: resource

    def read(self):
        return [int(sensor.readline()) for sensor in self.sensors]

    def __len__(self):
        return len(self.sensors)


def scenario(tmp):
    for number in range(3):
        (tmp / str(number)).write_text(f"{number * 7}\n")
    bank = Bank(sorted(tmp.iterdir()))
    print(len(bank), bank.read())
