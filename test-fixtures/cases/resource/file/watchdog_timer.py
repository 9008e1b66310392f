"""A watchdog device that is opened in start() and let go in stop()."""
import os


class Watchdog:
    def __init__(self, device):
        self.device = device
        self.fd = None

    def start(self):
        if self.fd is None:
            self.fd = os.open(self.device, os.O_WRONLY | os.O_CREAT)

    def feed(self):
        os.write(self.fd, b".")

    def stop(self):
        if self.fd is not None:
            os.write(self.fd, b"V")
            os.close(self.fd)
            self.fd = None


def supervise(device, tasks):
    dog = Watchdog(device)
    dog.start()
    try:
        for task in tasks:
            task()
            dog.feed()
    finally:
        dog.stop()


def scenario(tmp):
    supervise(tmp / "watchdog", [list, dict])
    print((tmp / "watchdog").read_bytes())
