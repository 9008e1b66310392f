"""Devices open their port in the base class; how a port is ended depends on the kind of device."""
import os


class Device:
    def __init__(self, path):
        self.port = os.open(path, os.O_RDWR | os.O_CREAT)

    def send(self, data):
        return os.write(self.port, data)


class Lamp(Device):
    def switch_off(self):
        self.send(b"off")
        os.close(self.port)


class Door(Device):
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        os.close(self.port)


def scenario(tmp):
    lamp = Lamp(tmp / "lamp")
    try:
        lamp.send(b"on,")
    finally:
        lamp.switch_off()
    with Door(tmp / "door") as door:
        door.send(b"open")
    print((tmp / "lamp").read_bytes(), (tmp / "door").read_bytes())
