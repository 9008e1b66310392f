"""Listens on several ports and says which were given out."""
import socket


def free_ports(count):
    listeners = []
    try:
        for _ in range(count):
            listener = socket.socket()
            listeners.append(listener)
            listener.bind(("127.0.0.1", 0))
        ports = [listener.getsockname()[1] for listener in listeners]
    finally:
        while listeners:
            listeners.pop().close()
    return ports


def one_port():
    spare = [socket.socket()]
    try:
        spare[0].bind(("127.0.0.1", 0))
        return spare[0].getsockname()[1]
    finally:
        spare[0].close()


def scenario(tmp):
    print(len(set(free_ports(3))), one_port() > 0)
