"""Dials a number of times before it gives up on a host that is still booting."""
import socket


def dial(address, attempts=3):
    for attempt in range(1, attempts + 1):
        line = socket.socket()  # leak: resource
        line.settimeout(0.2)
        try:
            line.connect(address)
        except OSError:
            print("attempt", attempt, "failed")
        else:
            return line
    return None


def scenario(tmp):
    with socket.socket() as booting:
        booting.bind(("127.0.0.1", 0))
        print(dial(booting.getsockname(), attempts=2))
        booting.listen()
        line = dial(booting.getsockname())
        print(line is not None)
        line.close()
