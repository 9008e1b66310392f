"""Two stations that talk to each other; the pair is a named tuple."""
import socket
from typing import NamedTuple


class Stations(NamedTuple):
    north: socket.socket
    south: socket.socket

    @classmethod
    def connect(cls):
        return cls(*socket.socketpair())

    def close(self):
        for station in self:
            station.close()


def chat(text):
    stations = Stations.connect()
    try:
        stations.north.sendall(text.encode())
        return stations.south.recv(64).decode()
    finally:
        stations.close()


def scenario(tmp):
    print(chat("over"))
