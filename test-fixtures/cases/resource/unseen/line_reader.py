"""Reads a greeting over the file interface of a socket: closing the socket alone keeps it open."""
import socket


def greeting(sock):
    lines = sock.makefile("r")  # leak: resource
    first = lines.readline().strip()
    sock.close()
    return first


def scenario(tmp):
    near, far = socket.socketpair()
    with far:
        far.sendall(b"220 ready\n")
        print(greeting(near))
