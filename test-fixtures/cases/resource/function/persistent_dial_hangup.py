"""Dials a number of times before it gives up on a host that is still booting."""
import socket


def dial(address, attempts=3):
    for attempt in range(1, attempts + 1):
        line = socket.socket()
        line.settimeout(0.2)
        try:
            line.connect(address)
        except OSError:
            line.close()
            print("attempt", attempt, "failed")
            continue
        return line
    raise TimeoutError("nobody answers")


def scenario(tmp):
    with socket.socket() as booting:
        booting.bind(("127.0.0.1", 0))
        try:
            dial(booting.getsockname(), attempts=2)
        except TimeoutError as error:
            print(error)
        booting.listen()
        with dial(booting.getsockname()) as line:
            print(line.getpeername()[0])
