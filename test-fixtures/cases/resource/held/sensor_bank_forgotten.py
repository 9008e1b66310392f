"""Reads a bank of sensors once."""


class Bank:
    def __init__(self, paths):
        self.sensors = [open(path) for path in paths]  # leak: resource #1

    def read(self):
        return [int(sensor.readline()) for sensor in self.sensors]

    def close(self):
        for sensor in self.sensors:
            sensor.close()


def total(paths):
    bank = Bank(paths)  # leak: resource #1
    return sum(bank.read())


def scenario(tmp):
    for number in range(3):
        (tmp / str(number)).write_text(f"{number * 7}\n")
    print(total(sorted(tmp.iterdir())))
