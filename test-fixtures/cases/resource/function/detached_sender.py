"""Sends a message over a socket whose descriptor is closed by hand."""
import os
import socket


def send_raw(address, message):
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        sender.connect(address)
        fd = sender.detach()
    except OSError:
        sender.close()
        raise
    try:
        return os.write(fd, message)
    finally:
        os.close(fd)


def scenario(tmp):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as box:
        box.bind(("127.0.0.1", 0))
        print(send_raw(box.getsockname(), b"hello"), box.recv(16))
