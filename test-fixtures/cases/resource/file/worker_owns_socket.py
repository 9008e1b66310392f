"""A worker thread that is given a connection and ends it."""
import socket
import threading


class Echo(threading.Thread):
    def __init__(self, connection):
        super().__init__()
        self._connection = connection

    def run(self):
        with self._connection:
            while data := self._connection.recv(64):
                self._connection.sendall(data.upper())


def scenario(tmp):
    near, far = socket.socketpair()
    worker = Echo(far)
    worker.start()
    with near:
        near.sendall(b"hello")
        print(near.recv(64))
    worker.join()
