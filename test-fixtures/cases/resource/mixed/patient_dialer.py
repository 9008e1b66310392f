"""Dial a service until it answers."""
import socket


def dial(addresses):
    problem = None
    for address in addresses:
        line = socket.socket()
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            problem = type(error).__name__
        else:
            return line
    raise ConnectionError(problem)


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        with dial([deaf.getsockname(), server.getsockname()]) as line:
            print(line.getpeername() == server.getsockname())
        try:
            dial([deaf.getsockname()])
        except ConnectionError as error:
            print(error)
