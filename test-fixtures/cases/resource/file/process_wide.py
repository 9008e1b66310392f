"""Things that live as long as the process: a sink, a console and a lazily made pair."""
import atexit
import os
import socket

SINK = open(os.devnull, "w")
CONSOLE = os.open(os.devnull, os.O_WRONLY)
atexit.register(SINK.close)

_pair = None


def pair():
    global _pair
    if _pair is None:
        _pair = socket.socketpair()
    return _pair


def send(text):
    SINK.write(text)
    os.write(CONSOLE, text.encode())
    near, far = pair()
    near.sendall(text.encode())
    return far.recv(64)


def scenario(tmp):
    print(send("one"), send("two"))
