"""A client whose connection is made on first use and dropped on trouble."""
import functools
import socket


class Client:
    def __init__(self, address):
        self.address = address

    @functools.cached_property
    def channel(self):
        return socket.create_connection(self.address, timeout=1)

    def drop(self):
        if "channel" in self.__dict__:
            self.channel.close()
            del self.channel

    def send(self, data):
        try:
            self.channel.sendall(data)
        except OSError:
            self.drop()
            raise
        return len(data)


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = Client(server.getsockname())
        print(client.send(b"one"), client.send(b"three"))
        client.drop()
