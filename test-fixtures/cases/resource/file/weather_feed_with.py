"""Listens to a weather station that broadcasts its readings."""
import socket


class WeatherFeed:
    def __init__(self, port=0):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind(("127.0.0.1", port))
            self._socket.settimeout(1)
        except OSError:
            self._socket.close()
            raise

    @property
    def address(self):
        return self._socket.getsockname()

    def next_reading(self):
        name, _, value = self._socket.recv(64).decode().partition("=")
        return name, float(value)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()


def scenario(tmp):
    with WeatherFeed() as feed:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as station:
            station.sendto(b"wind=4.5", feed.address)
        print(feed.next_reading())
