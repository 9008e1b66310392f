"""Finds a free port for the test server."""
import socket


def free_port():
    server = socket.create_server(("127.0.0.1", 0))  # leak: resource
    return server.getsockname()[1]


def scenario(tmp):
    print(free_port() > 1023)
