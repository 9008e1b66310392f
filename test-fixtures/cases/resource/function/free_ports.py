"""Finds several free ports at once, which differ since all are held until the last is found."""
import contextlib
import socket


def free_ports(count):
    with contextlib.ExitStack() as held:
        servers = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [server.getsockname()[1] for server in servers]


def scenario(tmp):
    ports = free_ports(3)
    print(len(set(ports)), min(ports) > 1023)
