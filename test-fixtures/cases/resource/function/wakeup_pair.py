"""Wakes an event loop from a signal handler by a pair of sockets."""
import select
import socket


def woken(signals):
    receiver, sender = socket.socketpair()  # leak: resource
    for number in signals:
        sender.send(bytes([number]))
    sender.close()
    ready, _, _ = select.select([receiver], [], [], 0)
    return list(receiver.recv(16)) if ready else []


def scenario(tmp):
    print(woken([2, 15]))
