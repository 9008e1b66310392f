"""Let two parties of a chess game talk over connected sockets."""
import os
import socket


def play(moves):
    white, black = socket.socketpair()
    with white, black:
        for move in moves:
            white.sendall(move)
            yield black.recv(10).decode()


def signal():
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as incoming, os.fdopen(writer, "wb") as outgoing:
        outgoing.write(b"mate")
        outgoing.flush()
        return os.read(incoming.fileno(), 4)


def scenario(tmp):
    print(list(play([b"e4", b"e5"])), signal())
