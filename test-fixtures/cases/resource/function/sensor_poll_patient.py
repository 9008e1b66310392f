"""Polls a sensor that answers by datagram, or not at all."""
import socket


def poll(address, attempts=2):
    channel = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    channel.settimeout(0.01)
    reading = None
    try:
        while reading is None and attempts:
            attempts -= 1
            channel.sendto(b"?", address)
            try:
                reading, _ = channel.recvfrom(16)
            except TimeoutError:
                continue
        return reading
    finally:
        channel.close()


def scenario(tmp):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        print(poll(mute.getsockname()))
