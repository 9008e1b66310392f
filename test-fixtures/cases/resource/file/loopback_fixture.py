"""Gives a test both ends of a connection."""
import socket
from contextlib import contextmanager


@contextmanager
def loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.create_connection(server.getsockname())
        try:
            peer, _ = server.accept()  # leak: resource
            yield client, peer
        finally:
            client.close()


def scenario(tmp):
    with loopback() as (client, peer):
        client.sendall(b"knock")
        print(peer.recv(16))
