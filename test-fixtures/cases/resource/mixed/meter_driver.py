"""A driver for a power meter that is attached to a device file."""


class Meter:
    def __init__(self, device):
        self._device = open(device, "rb", buffering=0)  # leak: resource #1

    def read(self):
        return int.from_bytes(self._device.read(2), "big")

    def close(self):
        self._device.close()


def consumption(device, limit):
    meter = Meter(device)  # leak: resource #1
    value = meter.read()
    if value > limit:
        return f"over limit: {value}"
    meter.close()
    return f"{value} W"


def scenario(tmp):
    (tmp / "low").write_bytes(b"\0\x10")
    (tmp / "high").write_bytes(b"\x10\0")
    print(consumption(tmp / "low", 100), consumption(tmp / "high", 100))
