"""Which of some sockets have data."""
import selectors
import socket


def ready(sockets):
    selector = selectors.DefaultSelector()  # leak: resource
    for number, sock in enumerate(sockets):
        selector.register(sock, selectors.EVENT_READ, number)
    return [key.data for key, _ in selector.select(0)]


def scenario(tmp):
    near, far = socket.socketpair()
    with near, far:
        near.sendall(b"x")
        print(ready([near, far]))
