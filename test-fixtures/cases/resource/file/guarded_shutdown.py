"""A publisher of news that must not be shut down twice."""
import socket


class Publisher:
    def __init__(self, address):
        self._down = False
        self._line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # leak: resource
        self._line.connect(address)

    def publish(self, text):
        self._line.send(text.encode())

    def shutdown(self):
        if self._down:
            return
        self._down = True
        self.publish("bye")


def scenario(tmp):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as reader:
        reader.bind(("127.0.0.1", 0))
        publisher = Publisher(reader.getsockname())
        try:
            publisher.publish("rain")
        finally:
            publisher.shutdown()
        print(reader.recv(16), reader.recv(16))
