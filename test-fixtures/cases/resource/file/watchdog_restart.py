"""A watchdog device that is opened in start() and let go in stop()."""
import os


class Watchdog:
    def __init__(self, device):
        self.device = device
        self.fd = None

    def start(self):
        self.fd = os.open(self.device, os.O_WRONLY | os.O_CREAT)  # leak: resource

    def feed(self):
        os.write(self.fd, b".")

    def restart(self):
        self.fd = None
        self.start()

    def stop(self):
        os.write(self.fd, b"V")
        os.close(self.fd)


def scenario(tmp):
    dog = Watchdog(tmp / "watchdog")
    dog.start()
    dog.feed()
    dog.restart()
    dog.stop()
    print((tmp / "watchdog").read_bytes())
